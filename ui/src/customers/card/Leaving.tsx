import { useTranslation } from 'react-i18next'
import { Reasons } from '~/know/leaving/Reasons'
import { problemOf } from '~/shared/api/problem'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Figure } from '~/shared/page/Figure'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { type LeavingOf, useLeavingOf } from '../queries'

/** The chance that this person does not order any more, and why. */
export function Leaving({ id }: { id: string }) {
  const { t } = useTranslation('leaving')
  const asked = useLeavingOf(id)
  const isUnknown = asked.error !== null && problemOf(asked.error).code === 'no_chance'
  return (
    <Panel title={t('card.title')} definition={t('card.definition')}>
      {isUnknown ? (
        <Empty because={t('card.unknown')} />
      ) : (
        <Answer of={asked} height={120}>
          {(card) => <Told card={card} />}
        </Answer>
      )}
    </Panel>
  )
}

function Told({ card }: { card: LeavingOf }) {
  const { t } = useTranslation('leaving')
  const format = useFormat()
  const days = t('words:days', { count: card.within_days, n: format.number(card.within_days) })
  const told = {
    above: format.wholeShare(card.above),
    model: t(`names.${card.model}`),
    by: t(card.run ? 'card.inUse' : 'card.now'),
  }
  return (
    <>
      <Figure
        label={t('card.leaving', { days })}
        value={format.wholeShare(card.leaving)}
        note={t('card.note', told)}
      />
      <Reasons of={card.reasons} />
      <Caveats of={card.caveats} />
    </>
  )
}
