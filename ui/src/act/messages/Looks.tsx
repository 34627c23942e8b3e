import { Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { MessagePreviewIn } from '~/client'
import { Answer } from '~/shared/page/Answer'
import editor from '../campaigns/editor/editor.module.css'
import classes from './messages.module.css'
import { useMessagePreview } from './queries'

/** The message as somebody would get it, or what stands in its way. */
export function Looks({ body }: { body: MessagePreviewIn }) {
  const { t } = useTranslation('messages')
  const [settled] = useDebouncedValue(JSON.stringify(body), 300)
  const asked = useMessagePreview(JSON.parse(settled) as MessagePreviewIn)
  return (
    <Answer of={asked} height={200}>
      {({ subject, html, text, problems }) => (
        <Stack gap="xs">
          {problems.map((problem) => (
            <Text size="sm" fw={600} key={problem.code + problem.part}>
              {t(`campaigns:textProblems.${problem.code}`, { defaultValue: problem.text })}
              {problem.line !== null && ` · ${t('imports:line', { n: problem.line })}`}
            </Text>
          ))}
          {subject && <Text fw={600}>{subject}</Text>}
          {html ? (
            <iframe title={t('looks')} sandbox="" srcDoc={html} className={classes.letter} />
          ) : (
            text && <div className={editor.note}>{text}</div>
          )}
        </Stack>
      )}
    </Answer>
  )
}
