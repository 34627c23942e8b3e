import { Button, Group, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useGroupName } from '~/shared/people/groups'
import type { GroupRule } from '../queries'
import { Brushes } from './Brushes'
import { empty, painted } from './drawing/change'
import { type Drawing, rulesOf } from './drawing/drawing'
import classes from './editor.module.css'
import { Grid } from './Grid'
import { OtherRules } from './OtherRules'

type Props = {
  drawing: Drawing
  saved: boolean
  saving: boolean
  problem: unknown
  onSave: (rules: GroupRule[]) => void
  /** The button that goes back to the standard groups. */
  reset: ReactNode
}

/** The picture beside the groups it is painted with; nothing changes before it is saved. */
export function Editor({ drawing: kept, saved, saving, problem, onSave, reset }: Props) {
  const { t } = useTranslation('rfm')
  const [drawing, setDrawing] = useState(kept)
  const [brush, setBrush] = useState(0)
  const [undone, setUndone] = useState(0)
  const rules = rulesOf(drawing)
  const changed = JSON.stringify(rules) !== JSON.stringify(rulesOf(kept))
  const undo = () => {
    setDrawing(kept)
    setBrush(0)
    setUndone(undone + 1)
  }
  return (
    <Panel title={t('editor.picture')} definition={t('definition')}>
      <div className={classes.sides}>
        <Grid
          drawing={drawing}
          brush={brush}
          onPaint={(square, group) => setDrawing((now) => painted(now, square, group))}
        />
        <Brushes
          key={undone}
          drawing={drawing}
          brush={brush}
          onBrush={setBrush}
          onChange={setDrawing}
        />
      </div>
      {drawing.others.length > 0 && (
        <Stack gap={4}>
          <Text size="sm">{t('editor.others')}</Text>
          <OtherRules rules={rules.slice(0, drawing.others.length)} />
        </Stack>
      )}
      <Warnings kept={kept} drawing={drawing} />
      {problem ? <ProblemNotice error={problem} /> : null}
      <Group gap="sm">
        <Button onClick={() => onSave(rules)} disabled={!changed} loading={saving}>
          {t('words:save')}
        </Button>
        <Button variant="default" onClick={undo} disabled={!changed}>
          {t('editor.undo')}
        </Button>
        {reset}
        <Text size="sm" c="dimmed" role="status">
          {changed ? t('editor.unsaved') : saved ? t('words:saved') : ''}
        </Text>
      </Group>
    </Panel>
  )
}

/** What saving takes along: groups without a square, and names that others may rely on. */
function Warnings({ kept, drawing }: { kept: Drawing; drawing: Drawing }) {
  const { t, i18n } = useTranslation('rfm')
  const nameOf = useGroupName()
  const list = (names: string[]) =>
    new Intl.ListFormat(i18n.language).format(names.map((name) => t('editor.quoted', { name: nameOf(name) })))
  const bare = empty(drawing)
  const gone = kept.groups
    .map(({ name }) => name)
    .filter((name) => bare.includes(name) || !drawing.groups.some((one) => one.name === name))
  if (bare.length + gone.length === 0) return null
  return (
    <Stack gap={4} role="status">
      {bare.length > 0 && (
        <Text size="sm">{t('editor.bare', { count: bare.length, names: list(bare) })}</Text>
      )}
      {gone.length > 0 && (
        <Text size="sm">{t('editor.gone', { count: gone.length, names: list(gone) })}</Text>
      )}
    </Stack>
  )
}
