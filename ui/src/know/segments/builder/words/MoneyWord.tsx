import { useVocabulary } from '../vocabulary'
import { NumberWord } from './NumberWord'

type Props = { label: string; value: number; onChange: (value: number) => void }

/** An amount in units of the shop's currency; the rule keeps it in the smallest coins. */
export function MoneyWord({ label, value, onChange }: Props) {
  const { coins } = useVocabulary()
  return (
    <NumberWord
      label={label}
      value={value / coins}
      onChange={(units) => onChange(Math.round(units * coins))}
    />
  )
}
