import { useTranslation } from 'react-i18next'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { Numbers } from './Numbers'
import type { Comparison } from './queries'
import { Shares } from './Shares'

/** What goes together with staying; it never says why. */
export function Compared({ comparison }: { comparison: Comparison | null | undefined }) {
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
    <Panel title={t('compared')} definition={t('comparedDefinition')} note={note}>
      <Numbers rows={comparison.numbers} />
      {comparison.shares.length > 0 && <Shares rows={comparison.shares} />}
    </Panel>
  )
}
