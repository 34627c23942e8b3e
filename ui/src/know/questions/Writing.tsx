import { Button, Group, Skeleton, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { Keep } from './Keep'
import { type Question, type Schema, useAnswer, useStop } from './queries'

const Editor = lazy(() => import('./editor/Editor'))

type Props = { schema: Schema; asked: string | undefined; named: Question | undefined }

/** The question while it is written; asked by the button or by Ctrl and Enter. */
export function Writing({ schema, asked, named }: Props) {
  const { t } = useTranslation('questions')
  const format = useFormat()
  const [, change] = useAddress()
  const [written, setWritten] = useState(asked ?? schema.examples[0]?.sql ?? '')
  const answer = useAnswer(asked)
  const stop = useStop(asked)
  const isAsked = written === asked
  const fault = isAsked ? (answer.data?.fault ?? null) : null

  const ask = (sql: string) => {
    if (sql.trim() === '') return
    if (sql === asked) answer.refetch()
    else change({ sql, name: sql === named?.sql ? named.name : undefined })
  }
  const { rows, seconds } = schema.shown
  return (
    <Panel title={named ? named.name : t('write')}>
      <Suspense fallback={<Skeleton height={180} radius="md" />}>
        <Editor
          label={t('label')}
          text={written}
          tables={schema.tables}
          fault={fault}
          onChange={setWritten}
          onAsk={ask}
        />
      </Suspense>
      {fault && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {fault.line
            ? t('faultAt', { line: fault.line, column: fault.column, text: fault.text })
            : fault.text}
        </Text>
      )}
      <Group gap="sm">
        <Button onClick={() => ask(written)} loading={answer.isFetching}>
          {t('ask')}
        </Button>
        {answer.isFetching && (
          <Button variant="default" onClick={stop}>
            {t('stop')}
          </Button>
        )}
        <Text size="xs" c="dimmed">
          {t('keys')}
        </Text>
      </Group>
      <Text size="sm" c="dimmed">
        {t('limits', {
          rows: format.number(rows),
          seconds: format.number(seconds),
          megabytes: format.number(schema.shown.megabytes),
          file: format.number(schema.saved.rows),
        })}
      </Text>
      <Keep sql={written} named={named} />
    </Panel>
  )
}
