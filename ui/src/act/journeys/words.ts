import { useTranslation } from 'react-i18next'
import { useFields } from '~/shared/fields/queries'
import { useFieldWords } from '~/shared/fields/useFieldWords'
import { useFormat } from '~/shared/words/useFormat'
import { kindOf, shared } from './drawing/graph'
import type { Counts, JourneyPlan, JourneyStep } from './queries'

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

/** What a field is called by its key. */
function useFieldName() {
  const { t } = useTranslation('journeys')
  const fields = useFields().data?.items ?? []
  const { nameOf } = useFieldWords()
  return (wanted: string) => {
    const field = fields.find(({ key }) => key === wanted)
    if (field) return nameOf(field)
    return wanted === 'language' ? t('language') : wanted
  }
}

/** A day of somebody's own, or so many days before or after it. */
function useAroundDay() {
  const { t } = useTranslation('journeys')
  const format = useFormat()
  return (name: string, days: number | null | undefined) => {
    const count = Math.abs(days ?? 0)
    const way = count === 0 ? 'on' : (days ?? 0) < 0 ? 'before' : 'after'
    return t(`says.date.${way}`, { count, n: format.number(count), name })
  }
}

/** A value of a field as the file says it. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '')
}

/** What a step does, in a line. */
export function useStepWords() {
  const { t } = useTranslation('journeys')
  const format = useFormat()
  const [span, deed] = [useSpan(), useDeed()]
  const [nameOfKey, aroundDay] = [useFieldName(), useAroundDay()]
  return (step: JourneyStep): string => {
    switch (kindOf(step)) {
      case 'letter':
        return plainSubject(step.subject ?? '')
      case 'text':
        return t('says.text', { by: t(`by.${step.by}`), text: plainSubject(step.text ?? '') })
      case 'set': {
        const name = nameOfKey(step.set ?? '')
        if (step.from) return t('says.setFrom', { name, from: step.from })
        return t('says.setTo', { name, value: valueText(step.to) })
      }
      case 'wait': {
        const wait = span(step.wait ?? '')
        const rest = step.until
          ? t('says.waitUntil', { span: wait, time: step.until })
          : t('says.wait', { span: wait })
        const days = (step.on ?? []).map((day) => t(`days.${day}`)).join(', ')
        return days ? `${rest} ${t('says.on', { days })}` : rest
      }
      case 'date': {
        const day = aroundDay(nameOfKey(step.until_date ?? ''), step.days)
        return step.until ? t('says.date.at', { day, time: step.until }) : day
      }
      case 'hear':
        return t('says.hear', { deed: deed(step.hear ?? ''), span: span(step.at_most ?? '') })
      case 'ask':
        return step.ask ?? ''
      case 'task': {
        const whose = step.assign ?? 'anybody'
        const whom = t(`roles.${whose}`, { defaultValue: whose })
        return t('says.task', { title: plainSubject(step.task ?? ''), whom })
      }
      case 'call':
        return t('says.call', { host: hostOf(step.call ?? '') })
      default: {
        const shares = shared(step).map(({ to, share }) => `${to} ${format.share(share)}`)
        return t('says.split', { shares: shares.join(', ') })
      }
    }
  }
}

/** Where a program is, without what follows its name. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}

/** A subject without its blanks: the shortest of the ways it can be read. */
function plainSubject(subject: string): string {
  const otherwise = /{%\s*else\s*%}([\s\S]*?){%\s*endif\s*%}/.exec(subject)
  return (otherwise?.[1] ?? subject).replace(/{[%{][\s\S]*?[%}]}/g, '').trim()
}

/** What brings somebody in, in a line. */
function useByWords() {
  const { t } = useTranslation('journeys')
  const format = useFormat()
  const [deed, nameOfKey, aroundDay] = [useDeed(), useFieldName(), useAroundDay()]
  const at = (day: string, time: string | null | undefined) =>
    time ? t('says.date.at', { day, time }) : day
  return ({ enter }: JourneyPlan): string => {
    if (enter.date) return at(t('enter.date', { day: aroundDay(nameOfKey(enter.date), enter.days) }), enter.at)
    if (enter.on) {
      const day = t(`enter.every.${enter.every ?? 'once'}`, { day: format.day(enter.on) })
      const whom = enter.arrivals ? t('enter.arrivals') : t('enter.in', { segment: enter.segment })
      return at(`${whom}, ${day}`, enter.at)
    }
    return enter.segment
      ? t('enter.segment', { segment: enter.segment })
      : t('enter.when', { deed: deed(enter.when ?? '') })
  }
}

/** Who comes in and how often, in a line. */
export function useEntryWords() {
  const { t } = useTranslation('journeys')
  const [span, byWords] = [useSpan(), useByWords()]
  return (plan: JourneyPlan): string => {
    const { enter } = plan
    const first = enter.first ? t('enter.first') : ''
    const rule = enter.if ? t('enter.if', { rule: enter.if }) : ''
    const after = /^after (.*)$/.exec(enter.again ?? '')?.[1]
    const again = after
      ? t('enter.after', { span: span(after) })
      : t(enter.again === 'always' ? 'enter.always' : 'enter.never')
    const often = enter.per === 'order' ? t('enter.order') : again
    return [byWords(plan), first, rule, often].filter(Boolean).join(', ')
  }
}

/** What ends it at once, in a line; nothing when nothing does. */
export function useGoalWords() {
  const { t } = useTranslation('journeys')
  const deed = useDeed()
  return ({ goal }: JourneyPlan) => (goal ? t('goalIs', { deed: deed(goal) }) : '')
}

/** What became of the tasks and calls of a step, where it has any. */
export function useGivenWords() {
  const { t } = useTranslation('journeys')
  const format = useFormat()
  return (at: Counts | undefined): string[] => {
    const said = (key: string, n: number) => t(`counts.${key}`, { n: format.number(n) })
    const { tasks, calls } = at ?? {}
    return [
      ...(tasks ? [said('tasks.open', tasks.open), said('tasks.done', tasks.done)] : []),
      ...(calls ? [said('calls.taken', calls.taken)] : []),
      ...(calls?.waiting ? [said('calls.waiting', calls.waiting)] : []),
      ...(calls?.failed ? [said('calls.failed', calls.failed)] : []),
    ]
  }
}
