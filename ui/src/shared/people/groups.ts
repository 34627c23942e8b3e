import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { showGroupsOptions } from '~/client/@tanstack/react-query.gen'

/** The named RFM groups that come with the program, from those who come most to those who left. */
export const GROUPS = [
  'champions',
  'loyal',
  'potential-loyalist',
  'new',
  'promising',
  'needs-attention',
  'about-to-sleep',
  'at-risk',
  'hibernating',
  'lost',
]

/** The groups this shop has: its own where it made some, else those that come with the program. */
export function useGroupNames(): string[] {
  const asked = useQuery(showGroupsOptions())
  return asked.data ? inOrder(asked.data.groups.map(({ group }) => group)) : GROUPS
}

/** From those who come most to those who left; a name of the shop's own comes last. */
export function inOrder(names: string[]): string[] {
  return [
    ...GROUPS.filter((name) => names.includes(name)),
    ...names.filter((name) => !GROUPS.includes(name)),
  ]
}

/** How a group is called on the page: those that come with the program have names in words. */
export function useGroupName() {
  const { t } = useTranslation('rfm')
  return useCallback((group: string): string => t(`groups.${group}`, { defaultValue: group }), [t])
}
