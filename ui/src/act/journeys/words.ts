import { useTranslation } from 'react-i18next'
import { useFields } from '~/shared/fields/queries'
import { useFieldWords } from '~/shared/fields/useFieldWords'
import { useFormat } from '~/shared/words/useFormat'
import { kindOf, shared } from './drawing/graph'
import type { JourneyPlan, JourneyStep } from './queries'

/** A length of time as the file says it, such as `3 days`; what is no such text stays as it is. */
function useSpan() {
  const { t } = useTranslation('journeys')
  const format = useFormat()
  return (text: string) => {
    const said = /^(\d+) (minute|hour|day|week)s?$/.exec(text.trim())
    const count = Number(said?.[1])
    return said ? t(`spans.${said[2]}`, { count, n: format.number(count) }) : text
  }
}

function useDeed() {
  const { t } = useTranslation('journeys')
  return (deed: string) => t(`deeds.${deed}`, { defaultValue: deed })
}

/** What a step does, in a line. */
export function useStepWords() {
  const { t } = useTranslation('journeys')
  const format = useFormat()
  const [span, deed] = [useSpan(), useDeed()]
  const fields = useFields().data?.items ?? []
  const { nameOf } = useFieldWords()
  return (step: JourneyStep): string => {
    switch (kindOf(step)) {
      case 'letter':
        return plainSubject(step.subject ?? '')
      case 'wait': {
        const wait = span(step.wait ?? '')
        const rest = step.until
          ? t('says.waitUntil', { span: wait, time: step.until })
          : t('says.wait', { span: wait })
        const days = (step.on ?? []).map((day) => t(`days.${day}`)).join(', ')
        return days ? `${rest} ${t('says.on', { days })}` : rest
      }
      case 'date': {
        const field = fields.find(({ key }) => key === step.until_date)
        const days = step.days ?? 0
        const way = days < 0 ? 'before' : days > 0 ? 'after' : 'on'
        const name = field ? nameOf(field) : (step.until_date ?? '')
        const count = Math.abs(days)
        const day = t(`says.date.${way}`, { count, n: format.number(count), name })
        return step.until ? t('says.date.at', { day, time: step.until }) : day
      }
      case 'hear':
        return t('says.hear', { deed: deed(step.hear ?? ''), span: span(step.at_most ?? '') })
      case 'ask':
        return step.ask ?? ''
      default: {
        const shares = shared(step).map(({ to, share }) => `${to} ${format.share(share)}`)
        return t('says.split', { shares: shares.join(', ') })
      }
    }
  }
}

/** A subject without its blanks: the shortest of the ways it can be read. */
function plainSubject(subject: string): string {
  const otherwise = /{%\s*else\s*%}([\s\S]*?){%\s*endif\s*%}/.exec(subject)
  return (otherwise?.[1] ?? subject).replace(/{[%{][\s\S]*?[%}]}/g, '').trim()
}

/** Who comes in and how often, in a line. */
export function useEntryWords() {
  const { t } = useTranslation('journeys')
  const [span, deed] = [useSpan(), useDeed()]
  return ({ enter }: JourneyPlan): string => {
    const by = enter.segment
      ? t('enter.segment', { segment: enter.segment })
      : t('enter.when', { deed: deed(enter.when ?? '') })
    const first = enter.first ? t('enter.first') : ''
    const rule = enter.if ? t('enter.if', { rule: enter.if }) : ''
    const after = /^after (.*)$/.exec(enter.again ?? '')?.[1]
    const again = after
      ? t('enter.after', { span: span(after) })
      : t(enter.again === 'always' ? 'enter.always' : 'enter.never')
    const often = enter.per === 'order' ? t('enter.order') : again
    return [by, first, rule, often].filter(Boolean).join(', ')
  }
}

/** What ends it at once, in a line; nothing when nothing does. */
export function useGoalWords() {
  const { t } = useTranslation('journeys')
  const deed = useDeed()
  return ({ goal }: JourneyPlan) => (goal ? t('goalIs', { deed: deed(goal) }) : '')
}
