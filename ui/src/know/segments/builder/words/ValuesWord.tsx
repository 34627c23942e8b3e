import { Checkbox, Popover, Stack, TagsInput, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Option } from '~/shared/sentence/Choice'
import sentence from '~/shared/sentence/sentence.module.css'
import classes from './words.module.css'

type Props<V extends string> = {
  label: string
  values: V[]
  options: Option<V>[]
  /** Whether values beyond those offered may be typed. */
  free?: boolean
  onChange: (values: V[]) => void
}

/** So many values are read aloud; of more only their number is told. */
const SAID = 4

/** Some values of a list as words of the sentence: “Bread, Rolls or Cakes”. */
export function ValuesWord<V extends string>(props: Props<V>) {
  const { label, values, options } = props
  const { t, i18n } = useTranslation('segments')
  const names = values.map((value) => options.find((one) => one.value === value)?.label ?? value)
  const listed = new Intl.ListFormat(i18n.language, { type: 'disjunction' })
  const more = names.length - SAID
  const said = more > 0 ? [...names.slice(0, SAID), t('others', { count: more })] : names
  const shown = names.length > 0 ? listed.format(said) : t('choose')
  return (
    <Popover position="bottom-start" withinPortal trapFocus width={320} shadow="md">
      <Popover.Target>
        <UnstyledButton className={sentence.word} aria-label={`${shown} · ${label}`}>
          {shown}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        {props.free ? <Typed {...props} /> : <Ticked {...props} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function Typed<V extends string>({ label, values, options, onChange }: Props<V>) {
  const { t } = useTranslation('segments')
  return (
    <TagsInput
      label={label}
      description={t('typeNote')}
      // Below the field the list of values would cover it.
      inputWrapperOrder={['label', 'description', 'input', 'error']}
      classNames={{ inputField: classes.bare }}
      value={values}
      onChange={(typed) => onChange(typed as V[])}
      data={options.map(({ value }) => value)}
      limit={50}
      acceptValueOnBlur
      splitChars={options.length > 0 ? [] : [',', ';', '\n']}
      comboboxProps={{ withinPortal: false }}
    />
  )
}

function Ticked<V extends string>({ label, values, options, onChange }: Props<V>) {
  return (
    <Checkbox.Group label={label} value={values} onChange={(ticked) => onChange(ticked as V[])}>
      <Stack gap="xs" mt="xs">
        {options.map((option) => (
          <Checkbox
            key={option.value}
            value={option.value}
            label={option.label}
            description={option.note}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
