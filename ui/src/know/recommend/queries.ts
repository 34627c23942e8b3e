import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ModelRun as Run,
  Recommendation,
  Recommended,
  RecommendReport,
  RecommendTrial as Trial,
} from '~/client'
import {
  keepRecommendRun,
  putRunInUse,
  releaseProduct,
  takeRunOutOfUse,
  withholdProduct,
} from '~/client'
import {
  listRunsOptions,
  listWithheldProductsOptions,
  recommendToBasketOptions,
  recommendToCustomerOptions,
  showRecommendOptions,
} from '~/client/@tanstack/react-query.gen'

export type { Recommendation, Recommended, RecommendReport, Run, Trial }

/** Products that are looked at on the page; all of them come with a download. */
const LISTED = 1000

/** How well each way foretells, and what goes with what. */
export function useRecommend() {
  return useQuery(showRecommendOptions({ query: { limit: LISTED } }))
}

/** What goes with the products of a basket; nothing is asked of an empty one. */
export function useBeside(products: string[]) {
  const asked = recommendToBasketOptions({ query: { products: products.join(',') } })
  return useQuery({ ...asked, enabled: products.length > 0, placeholderData: keepPreviousData })
}

/** What one person probably wants next. */
export function useWanted(id: string) {
  return useQuery(recommendToCustomerOptions({ path: { id } }))
}

const WITHHELD = listWithheldProductsOptions()

/** The products that are recommended to nobody. */
export function useWithheld() {
  return useQuery(WITHHELD)
}

/** Withholds a product or lets it be recommended again. */
export function useWithhold() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async ({ product, withheld }: { product: string; withheld: boolean }) => {
      const asked = { path: { product }, throwOnError: true } as const
      return withheld ? (await withholdProduct(asked)).data : (await releaseProduct(asked)).data
    },
    onSuccess: () => kept.invalidateQueries(),
  })
}

const RUNS = listRunsOptions({ query: { model: 'recommend' } })

/** The runs that were kept, the newest first. */
export function useRuns() {
  return useQuery(RUNS)
}

/** Learns once more and keeps the run. */
export function useKeepRun() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async () => (await keepRecommendRun({ throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries({ queryKey: RUNS.queryKey }),
  })
}

/** Puts a run in use or takes it out. */
export function useUseRun() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, used }: { id: string; used: boolean }) => {
      const asked = { path: { id }, throwOnError: true } as const
      return used ? (await putRunInUse(asked)).data : (await takeRunOutOfUse(asked)).data
    },
    onSuccess: () => kept.invalidateQueries(),
  })
}
