import { Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { Numbers } from './Numbers'
import type { Comparison } from './queries'
import { Shares } from './Shares'

type Props = {
  comparison: Comparison | null | undefined
  saveNumbers: ReactNode
  saveShares: ReactNode
}

/** What goes together with staying; it never says why. */
export function Compared({ comparison, saveNumbers, saveShares }: Props) {
  const { t } = useTranslation('lifecycle')
  const format = useFormat()
  if (!comparison) {
    return (
      <Panel title={t('compared')}>
        <Empty because={t('noComparison')} />
      </Panel>
    )
  }
  const note = t('comparedNote', {
    active: format.number(comparison.active),
    inactive: format.number(comparison.inactive),
  })
  return (
    <Panel
      title={t('compared')}
      definition={t('comparedDefinition')}
      note={note}
      actions={saveNumbers}
    >
      <Numbers rows={comparison.numbers} />
      {comparison.shares.length > 0 && (
        <>
          <Group justify="flex-end">{saveShares}</Group>
          <Shares rows={comparison.shares} />
        </>
      )}
    </Panel>
  )
}
