import { Skeleton, Text, Textarea } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '~/shared/page/Empty'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import type { Fault } from '../queries'
import type { Draft } from '../useDraft'
import { FaultNote } from './FaultNote'
import { placeOf } from './place'
import classes from './text.module.css'

/** The same rule as people type it; where it cannot be read is underlined. */
export function TextView({ draft }: { draft: Draft }) {
  const { t } = useTranslation('segments')
  const note = useId()
  const text = draft.typed ?? draft.printed
  if (text === null) {
    if (draft.preview.isError) return <Empty because={t('text.none')} />
    return <Skeleton height={96} radius="md" aria-busy="true" />
  }
  return (
    <>
      <div className={classes.area}>
        {draft.fault && <Underlined text={text} fault={draft.fault} />}
        <Textarea
          aria-label={t('text.label')}
          aria-describedby={note}
          aria-invalid={draft.fault !== null}
          classNames={{ input: classes.input }}
          autosize
          minRows={3}
          spellCheck={false}
          autoCapitalize="off"
          value={text}
          onChange={(event) => draft.type(event.currentTarget.value)}
        />
      </div>
      <div id={note} aria-live="polite">
        {draft.fault ? (
          <FaultNote fault={draft.fault} text={text} onMend={draft.type} />
        ) : (
          <Text size="sm" c="dimmed">
            {t('text.note')}
          </Text>
        )}
      </div>
      {draft.unreadable && <ProblemNotice error={draft.unreadable} />}
    </>
  )
}

/** The text once more under the area, invisible but for the line below what is at fault. */
function Underlined({ text, fault }: { text: string; fault: Fault }) {
  const { from, until } = placeOf(text, fault)
  return (
    <pre className={classes.behind} aria-hidden="true">
      {text.slice(0, from)}
      <span className={classes.fault}>{text.slice(from, until) || '  '}</span>
      {text.slice(until)}
    </pre>
  )
}
