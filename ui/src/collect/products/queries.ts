import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { CostIn, CostOut as Cost, ProductOut as Product, ProductSummary } from '~/client'
import { listProducts, removeCost, saveCost, takeInProducts } from '~/client'
import { listUncostedOptions } from '~/client/@tanstack/react-query.gen'
import { handOver } from '~/shared/api/file'

export type { Cost, CostIn, Product, ProductSummary }

const PAGE = 100

/** What the shop sells, page after page; words find a part of a number, a name or a category. */
export function useProducts(search: string) {
  return useInfiniteQuery({
    queryKey: ['products', search],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }) => {
      const query = { search: search || undefined, limit: PAGE, after: pageParam }
      return (await listProducts({ query, signal, throwOnError: true })).data
    },
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** The goods that brought most while their cost is not known. */
export function useUncosted() {
  return useQuery(listUncostedOptions())
}

/** What goods cost decides every profit, so every figure is asked again; nobody waits for them,
 * because the first of them settles the whole shop anew. */
function useWriting<In, Out>(write: (told: In) => Promise<Out>) {
  const kept = useQueryClient()
  const onSuccess = () => {
    void kept.invalidateQueries()
  }
  return useMutation({ mutationFn: write, onSuccess })
}

export function useSaveCost() {
  return useWriting(async (body: CostIn) => (await saveCost({ body, throwOnError: true })).data)
}

export function useRemoveCost() {
  return useWriting(async ({ sku, from }: { sku: string; from?: string }) =>
    removeCost({ query: { sku, from }, throwOnError: true }),
  )
}

/** Hands a file over and tries it out; nothing is written before the owner has seen what it says. */
export function useTryFile() {
  return useMutation({
    mutationFn: async (file: File) => {
      const handed = await handOver(file)
      const body = { file: handed.file, dry_run: true }
      const answer = await takeInProducts({ body, throwOnError: true })
      return { file: handed.file, summary: answer.data }
    },
  })
}

export function useTakeIn() {
  return useWriting(async (file: string) => {
    const answer = await takeInProducts({ body: { file, dry_run: false }, throwOnError: true })
    return answer.data
  })
}
