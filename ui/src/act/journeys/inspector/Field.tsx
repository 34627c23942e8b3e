import { Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { JourneyStep } from '../queries'
import { valueText } from '../words'

/** The fields of each kind of step that can be changed in place; the ways are changed in the text. */
export const FIELDS = {
  letter: ['subject'],
  text: ['by', 'text'],
  set: ['set', 'to', 'from'],
  wait: ['wait', 'until'],
  date: ['until_date', 'until'],
  hear: ['hear', 'at_most'],
  ask: ['ask'],
  task: ['task', 'details', 'assign', 'due', 'at_most'],
  call: ['call'],
  split: [],
} as const

type FieldName = (typeof FIELDS)[keyof typeof FIELDS][number]
type Props = {
  field: FieldName
  draft: JourneyStep
  edit: (step: JourneyStep) => void
  disabled: boolean
}

/** What a text message may travel by. */
const BY = ['sms', 'telegram', 'webhook']
/** An empty one of these is as good as none. */
const OPTIONAL: readonly FieldName[] = ['until', 'to', 'from', 'details', 'assign', 'due']
const LINES: readonly FieldName[] = ['ask', 'subject', 'text', 'details']
const HELP: Partial<Record<FieldName, string>> = {
  wait: 'waitHelp',
  at_most: 'waitHelp',
  to: 'toHelp',
  from: 'fromHelp',
  task: 'taskHelp',
  assign: 'assignHelp',
  due: 'waitHelp',
  call: 'callHelp',
}

/** One field of a step. */
export function Field({ field, draft, edit, disabled }: Props) {
  const { t } = useTranslation('journeys')
  // Who does not wait for a task is never late.
  const isPatience = field === 'at_most' && draft.task != null
  const put = (value: string) => {
    if (isPatience && value === '') return edit({ ...draft, at_most: undefined, late: undefined })
    const told = field === 'to' ? valueOf(value) : value
    edit({ ...draft, [field]: value === '' && OPTIONAL.includes(field) ? undefined : told })
  }
  const help = isPatience ? 'patienceHelp' : HELP[field]
  const common = {
    label: t(`inspector.${isPatience ? 'patience' : field}`),
    description: help && t(`inspector.${help}`),
    value: field === 'to' ? valueText(draft.to ?? '') : (draft[field] ?? ''),
    disabled,
  }
  if (field === 'by') {
    const data = BY.map((value) => ({ value, label: t(`by.${value}`) }))
    return (
      <Select {...common} data={data} allowDeselect={false} onChange={(value) => value && put(value)} />
    )
  }
  const onChange = (event: { currentTarget: { value: string } }) => put(event.currentTarget.value)
  if (field === 'until') return <TextInput {...common} onChange={onChange} type="time" />
  if (LINES.includes(field)) {
    return <Textarea {...common} onChange={onChange} autosize minRows={2} />
  }
  return <TextInput {...common} onChange={onChange} />
}

/** A value as it is typed: `true`, `3` and `["a", "b"]` are what they look like. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
