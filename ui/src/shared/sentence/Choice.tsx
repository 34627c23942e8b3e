import { Menu, UnstyledButton } from '@mantine/core'
import classes from './sentence.module.css'

export type Option<V extends string> = { value: V; label: string; note?: string }

type Props<V extends string> = {
  label: string
  value: V
  options: Option<V>[]
  onChange: (value: V) => void
}

/** A word of a sentence that is a menu: the sentence reads aloud, the word can be changed. */
export function Choice<V extends string>({ label, value, options, onChange }: Props<V>) {
  const chosen = options.find((option) => option.value === value)
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <UnstyledButton
          className={classes.word}
          aria-label={`${chosen?.label ?? value} · ${label}`}
        >
          {chosen?.label ?? value}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <Menu.Label>{label}</Menu.Label>
        {options.map((option) => (
          <Menu.Item
            key={option.value}
            onClick={() => onChange(option.value)}
            aria-current={option.value === value ? 'true' : undefined}
            className={option.value === value ? classes.chosen : undefined}
          >
            {option.label}
            {option.note && <span className={classes.note}>{option.note}</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
