import { ActionIcon, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Choice } from '~/shared/sentence/Choice'
import {
  bracketed,
  type Group,
  groupOf,
  type Join,
  type Row,
  ruleOf,
  unbracketed,
} from '../rule/tree'
import classes from './builder.module.css'
import { Condition } from './conditions/Condition'
import { GroupRows } from './GroupRows'

type Props = {
  group: Group
  at: number
  onGroup: (group: Group) => void
  onRow: (row: Partial<Row>) => void
  onRemove: () => void
}

/** One row: how it is joined to the one above, what it says, and what can be done with it. */
export function RowLine({ group, at, onGroup, onRow, onRemove }: Props) {
  const { t } = useTranslation('segments')
  const row = group.rows[at]
  if (!row) return null
  const inner = groupOf(row.rule)
  return (
    <li className={classes.row}>
      <div className={classes.line}>
        <span className={classes.joint}>
          <Joint group={group} at={at} row={row} onGroup={onGroup} />
        </span>{' '}
        {inner ? (
          <span>{t('brackets.opening')}</span>
        ) : (
          <Condition rule={row.rule} onChange={(rule) => onRow({ rule })} />
        )}
      </div>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('rowMenu', { n: at + 1 })}>
            ⋯
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {inner ? (
            <Menu.Item onClick={() => onGroup(unbracketed(group, at))}>
              {t('brackets.remove')}
            </Menu.Item>
          ) : (
            <Menu.Item onClick={() => onGroup(bracketed(group, at))}>{t('brackets.add')}</Menu.Item>
          )}
          <Menu.Item onClick={onRemove}>{t('removeRow')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {inner && (
        <div className={classes.inner}>
          <GroupRows
            group={inner}
            onChange={(next) =>
              next.rows.length > 0 ? onRow({ rule: ruleOf(next) }) : onRemove()
            }
          />
        </div>
      )}
    </li>
  )
}

type JointProps = Pick<Props, 'group' | 'at' | 'onGroup'> & { row: Row }
type Word = Join | 'all-not' | 'any-not'

/** “and”, “or”, “and not”: the joint is one for the whole group, the “not” is the row's own. */
function Joint({ group, at, row, onGroup }: JointProps) {
  const { t } = useTranslation('segments')
  const isFirst = at === 0
  const words: Word[] = isFirst ? ['all', 'all-not'] : ['all', 'all-not', 'any', 'any-not']
  const join = isFirst ? 'all' : group.join
  const choose = (word: Word) => {
    const rows = group.rows.with(at, { ...row, isNot: word.endsWith('-not') })
    onGroup({ join: isFirst ? group.join : (word.slice(0, 3) as Join), rows })
  }
  return (
    <Choice<Word>
      label={t('joint')}
      value={row.isNot ? `${join}-not` : join}
      options={words.map((word) => ({
        value: word,
        label: t(`${isFirst ? 'firstJoints' : 'joints'}.${word}`),
        note: isFirst ? undefined : t(`jointNotes.${word}`),
      }))}
      onChange={choose}
    />
  )
}
