import { Group, Select, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportOptions, Preview } from '../queries'

type Props = { preview: Preview; options: ImportOptions; onAnswer: (part: ImportOptions) => void }

const CHOICES = {
  encoding: ['utf-8', 'utf-16', 'windows-1251', 'windows-1252'],
  delimiter: [',', ';', 'tab', '|'],
  decimal: ['.', ','],
  date_order: ['ymd', 'dmy', 'mdy'],
} as const

type Guess = keyof typeof CHOICES

/** The guesses about the file's form, each a drop-down that can be corrected. */
export function Sniffed({ preview, options, onAnswer }: Props) {
  const { t } = useTranslation('imports')
  const { format } = preview
  if (format.kind === 'xlsx')
    return <Text size="sm">{t('xlsx', { sheet: format.sheet ?? '' })}</Text>
  if (format.kind !== 'csv') return <Text size="sm">{t(`documents.${format.kind}`, { context: preview.kind })}</Text>

  const label = (guess: Guess, value: string) =>
    t(`form.${guess}.values.${value === '.' ? 'point' : value}`, {
      defaultValue: value,
      keySeparator: '.',
    })

  return (
    <Group gap="md">
      {(Object.keys(CHOICES) as Guess[]).map((guess) => {
        const value = options[guess] ?? format[guess] ?? ''
        const known: string[] = [...CHOICES[guess]]
        const data = known.includes(value) || !value ? known : [value, ...known]
        return (
          <Select
            key={guess}
            size="xs"
            w={190}
            label={t(`form.${guess}.name`)}
            value={value}
            allowDeselect={false}
            data={data.map((one) => ({ value: one, label: label(guess, one) }))}
            onChange={(next) => next && onAnswer({ [guess]: next })}
          />
        )
      })}
    </Group>
  )
}
