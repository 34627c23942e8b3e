import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Block, Column, Footing, Of } from '../blocks'
import { BlockList } from '../editor/BlockList'
import classes from '../letters.module.css'

type Props = { block: Of<'columns'>; footing: Footing; onChange: (block: Block) => void }

/** Two or three columns, each a small letter of its own. */
export function ColumnsFields({ block, footing, onChange }: Props) {
  const { t } = useTranslation('letters')
  const { columns } = block
  const divide = (n: number) => {
    const kept: Column[] = columns.slice(0, n).map(({ blocks }) => ({ blocks: [...blocks] }))
    // What stood in a column that goes stands below the last one that stays.
    kept.at(-1)?.blocks.push(...columns.slice(n).flatMap(({ blocks }) => blocks))
    while (kept.length < n) kept.push({ blocks: [] })
    onChange({ ...block, columns: kept })
  }
  return (
    <>
      <SegmentedControl
        aria-label={t('columns.n')}
        value={String(columns.length)}
        data={['2', '3']}
        onChange={(n) => divide(Number(n))}
      />
      <div className={classes.columns}>
        {columns.map((column, at) => (
          <Stack gap={6} key={at} className={classes.product}>
            <Text size="sm" fw={500}>
              {t('columns.of', { n: at + 1 })}
            </Text>
            <BlockList
              blocks={column.blocks}
              footing={footing}
              place="column"
              label={t('columns.of', { n: at + 1 })}
              onChange={(blocks) =>
                onChange({
                  ...block,
                  columns: columns.map((one, place) => (place === at ? { blocks } : one)),
                })
              }
            />
          </Stack>
        ))}
      </div>
    </>
  )
}
