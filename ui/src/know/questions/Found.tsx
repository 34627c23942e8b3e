import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import { type Schema, type SqlAnswer, useAnswer } from './queries'
import { Rows } from './Rows'

type Props = { sql: string; schema: Schema }

/** What a question came to, and how to take it away. */
export function Found({ sql, schema }: Props) {
  const { t } = useTranslation('questions')
  const asked = useAnswer(sql)
  // A question that was stopped has neither an answer nor a failure.
  if (asked.isPending && !asked.isFetching) return <Empty because={t('stopped')} />
  const answer = asked.data?.answer
  if (asked.data && !answer) return null
  return (
    <Panel
      title={t('answer')}
      actions={answer && <DownloadMenu table="sql" options={{ sql }} />}
    >
      <Answer of={asked} height={240}>
        {() => answer && <Told key={asked.dataUpdatedAt} answer={answer} schema={schema} />}
      </Answer>
    </Panel>
  )
}

function Told({ answer, schema }: { answer: SqlAnswer; schema: Schema }) {
  const { t } = useTranslation('questions')
  const format = useFormat()
  const n = answer.rows.length
  const took = format.number(answer.took_ms)
  if (n === 0) return <Empty because={t('nothing')} />
  return (
    <>
      <Text size="sm" c="dimmed">
        {answer.has_more
          ? t('more', { shown: format.number(n), file: format.number(schema.saved.rows), took })
          : t('rows', { count: n, n: format.number(n), took })}
      </Text>
      <Rows answer={answer} />
      <Caveats of={answer.caveats} />
    </>
  )
}
