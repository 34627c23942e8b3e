import { Group, Progress, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import type { Branch } from '../queries'
import { UNITS } from '../units'
import { useWritten } from '../useWritten'
import classes from './tree.module.css'

/** The tree drawn: each question parts the customers, each bar says how many of a part left. */
export function Tree({ tree, days }: { tree: Branch[]; days: number }) {
  const { t } = useTranslation('leaving')
  const format = useFormat()
  const told = { days: t('words:days', { count: days, n: format.number(days) }) }
  if (tree.length < 2) return null
  return (
    <Panel title={t('tree.title')} definition={t('definitions.tree')} note={t('tree.note', told)}>
      {/* On a telephone it is wider than the screen, and arrows must move it too. */}
      <section className={classes.frame} tabIndex={0} aria-label={t('tree.title')}>
        <ul className={classes.tree}>
          <Node tree={tree} nth={0} condition={t('tree.all')} />
        </ul>
      </section>
    </Panel>
  )
}

type NodeProps = { tree: Branch[]; nth: number; condition: string }

function Node({ tree, nth, condition }: NodeProps) {
  const { t } = useTranslation('leaving')
  const format = useFormat()
  const write = useWritten()
  const node = tree[nth]
  if (!node) return null
  const share = format.wholeShare(node.left)
  const n = format.number(node.examples)
  const { feature, up_to: upTo } = node
  const asked = (side: 'low' | 'high') => {
    if (!feature) return ''
    const unit = UNITS[feature]
    if (unit === 'yes-no') return t(`reasons.${feature}.${side === 'high' ? 'yes' : 'no'}`)
    return t(`tree.${side}`, { name: t(`features.short.${feature}`), value: write(unit, upTo ?? 0) })
  }
  return (
    <li>
      <Group gap="sm" wrap="nowrap" className={classes.node}>
        <Text size="sm" flex="1 1 auto">
          {condition}
        </Text>
        <Progress value={node.left * 100} w={72} aria-label={t('tree.left', { share, n })} />
        <Text size="sm" fw={600} w={44} ta="right" className="numbers">
          {share}
        </Text>
        <Text size="xs" c="dimmed" w={56} ta="right" className="numbers">
          {n}
        </Text>
      </Group>
      {feature && (
        <ul>
          {(['low', 'high'] as const).map((side, place) => (
            <Node key={side} tree={tree} nth={node.branches[place] ?? 0} condition={asked(side)} />
          ))}
        </ul>
      )}
    </li>
  )
}
