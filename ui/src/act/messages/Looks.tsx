import { Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { MessagePreviewIn } from '~/client'
import { Answer } from '~/shared/page/Answer'
import editor from '../campaigns/editor/editor.module.css'
import { Sheet } from '../letters/Sheet'
import { useProblemText } from '../letters/useProblemText'
import { useMessagePreview } from './queries'

type Props = { asked: ReturnType<typeof useMessagePreview> }

/** The message as somebody would get it, or what stands in its way. */
export function Looks({ asked }: Props) {
  const { t } = useTranslation('messages')
  const say = useProblemText()
  return (
    <Answer of={asked} height={200}>
      {({ subject, html, text, problems }) => (
        <Stack gap="xs">
          {problems.map((problem) => (
            <Text size="sm" fw={600} key={problem.code + problem.part + problem.block}>
              {problem.block != null && `${problem.block}. `}
              {say(problem)}
              {problem.line !== null && ` · ${t('imports:line', { n: problem.line })}`}
            </Text>
          ))}
          {subject && <Text fw={600}>{subject}</Text>}
          {html ? (
            <Sheet html={html} title={t('looks')} height={320} />
          ) : (
            text && <div className={editor.note}>{text}</div>
          )}
        </Stack>
      )}
    </Answer>
  )
}

/** The same of a message that is being written. */
export function LooksOf({ body }: { body: MessagePreviewIn }) {
  const [settled] = useDebouncedValue(JSON.stringify(body), 300)
  return <Looks asked={useMessagePreview(JSON.parse(settled) as MessagePreviewIn)} />
}
