import { Button, Group, Menu, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { GROUPS, useGroupName } from '~/shared/people/groups'
import { useFormat } from '~/shared/words/useFormat'
import { added, merged, renamed } from './drawing/change'
import type { Drawing } from './drawing/drawing'
import classes from './editor.module.css'
import { useHue } from './hues'

type Props = {
  drawing: Drawing
  brush: number
  onBrush: (group: number) => void
  onChange: (drawing: Drawing) => void
}

/** The groups to paint with; the chosen one can be renamed and given away. */
export function Brushes({ drawing, brush, onBrush, onChange }: Props) {
  const { t } = useTranslation('rfm')
  const format = useFormat()
  const nameOf = useGroupName()
  const hue = useHue()
  const add = () => {
    const names = drawing.groups.map(({ name }) => name)
    const free = (n: number): string => {
      const name = t('editor.newName', { n: format.number(n) })
      return names.includes(name) ? free(n + 1) : name
    }
    onChange(added(drawing, free(1)))
    onBrush(drawing.groups.length)
  }
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('editor.paintWith')}
        value={String(brush)}
        onChange={(value) => onBrush(Number(value))}
      >
        <Stack gap={6} mt={6}>
          {drawing.groups.map((group, place) => (
            <Radio
              key={`${group.hue}-${place.toString()}`}
              value={String(place)}
              label={
                <Group gap={8} wrap="nowrap">
                  <span className={classes.swatch} style={hue(group.hue)}>
                    {format.number(place + 1)}
                  </span>
                  <span className={classes.brush}>{nameOf(group.name)}</span>
                </Group>
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      <Name
        key={`${brush}-${drawing.groups[brush]?.hue}`}
        drawing={drawing}
        brush={brush}
        onChange={onChange}
      />
      <Group gap="xs">
        <GiveAway
          drawing={drawing}
          brush={brush}
          onGive={(into) => {
            onChange(merged(drawing, brush, into))
            onBrush(into > brush ? into - 1 : into)
          }}
        />
        <Button variant="default" size="xs" onClick={add}>
          {t('editor.add')}
        </Button>
      </Group>
    </Stack>
  )
}

/** Written at once where it is a name; a name that is taken or missing is told and not taken. */
function Name({ drawing, brush, onChange }: Omit<Props, 'onBrush'>) {
  const { t } = useTranslation('rfm')
  const nameOf = useGroupName()
  const [text, setText] = useState(nameOf(drawing.groups[brush]?.name ?? ''))
  const others = drawing.groups.filter((_, place) => place !== brush).map(({ name }) => name)
  const wrongWith = (name: string) => {
    if (name === '') return t('editor.nameMissing')
    return others.includes(name) ? t('editor.nameTaken') : undefined
  }
  // Whoever writes the name of a standard group means that group, in every language of the page.
  const meant = (written: string) =>
    GROUPS.find((group) => nameOf(group) === written.trim()) ?? written.trim()
  const write = (written: string) => {
    setText(written)
    const name = meant(written)
    if (!wrongWith(name)) onChange(renamed(drawing, brush, name))
  }
  return (
    <TextInput
      label={t('editor.name')}
      value={text}
      maxLength={40}
      error={wrongWith(meant(text))}
      onChange={(event) => write(event.currentTarget.value)}
    />
  )
}

type GiveProps = { drawing: Drawing; brush: number; onGive: (into: number) => void }

function GiveAway({ drawing, brush, onGive }: GiveProps) {
  const { t } = useTranslation('rfm')
  const nameOf = useGroupName()
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="default" size="xs" disabled={drawing.groups.length < 2}>
          {t('editor.remove')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('editor.removeInto')}</Menu.Label>
        {drawing.groups.map(
          (group, place) =>
            place !== brush && (
              <Menu.Item key={group.name} onClick={() => onGive(place)}>
                <Text size="sm">{nameOf(group.name)}</Text>
              </Menu.Item>
            ),
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
