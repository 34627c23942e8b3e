import { useTranslation } from 'react-i18next'
import { useWanted } from '~/know/recommend/queries'
import { Wanted as Products } from '~/know/recommend/Why'
import { Answer } from '~/shared/page/Answer'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'

/** What this person probably wants next, and why. */
export function Wanted({ id }: { id: string }) {
  const { t } = useTranslation('recommend')
  const format = useFormat()
  const asked = useWanted(id)
  const within = asked.data?.within_days
  const days = within ? t('words:days', { count: within, n: format.number(within) }) : ''
  return (
    <Panel title={t('card.title')} definition={t('card.definition', { days })}>
      <Answer of={asked} height={160}>
        {(told) => <Products of={told} />}
      </Answer>
    </Panel>
  )
}
