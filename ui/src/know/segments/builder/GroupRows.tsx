import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { begun, type Kind, KINDS } from '../rule/kinds'
import { type Group, type Row, withoutRow, withRow } from '../rule/tree'
import classes from './builder.module.css'
import { RowLine } from './RowLine'
import { useVocabulary } from './vocabulary'

type Props = { group: Group; onChange: (group: Group) => void }

/** The rows of a group, one below the other, and the way to one more. */
export function GroupRows({ group, onChange }: Props) {
  const { t } = useTranslation('segments')
  const add = (row: Row) => onChange({ ...group, rows: [...group.rows, row] })
  return (
    <>
      {group.rows.length > 0 && (
        <ul className={classes.rows} aria-label={t(`joins.${group.join}`)}>
          {group.rows.map((row, at) => (
            // A row has no name of its own; its place is what tells it from the others.
            <RowLine
              key={`${at} of ${group.rows.length}`}
              group={group}
              at={at}
              onGroup={onChange}
              onRow={(next) => onChange(withRow(group, at, { ...row, ...next }))}
              onRemove={() => onChange(withoutRow(group, at))}
            />
          ))}
        </ul>
      )}
      <AddCondition onAdd={(rule) => add({ isNot: false, rule })} />
    </>
  )
}

function AddCondition({ onAdd }: { onAdd: (rule: Row['rule']) => void }) {
  const { t } = useTranslation('segments')
  const { words } = useVocabulary()
  // What there is none of is not offered.
  const missing = {
    segment: words.segments.length === 0,
    persona: words.personas.length === 0,
  } as Partial<Record<Kind, boolean>>
  const kinds = KINDS.filter((kind) => !missing[kind])
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="default" size="compact-sm" className="no-print">
          {t('add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => onAdd(begun(kind, words))}>
            {t(`kinds.${kind}.name`)}
            <span className={classes.note}>{t(`kinds.${kind}.note`)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
