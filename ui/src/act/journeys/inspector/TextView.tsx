import { Alert, Button, Group, List, Stack, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tellProblem } from '~/shared/page/tellProblem'
import { type Journey, useChangeJourney, useReadJourney } from '../queries'

/** The journey as its file: the same thing as the drawing. */
export function TextView({ journey }: { journey: Journey }) {
  const { t } = useTranslation('journeys')
  const [text, write] = useState(journey.text)
  const [settled] = useDebouncedValue(text, 400)
  const read = useReadJourney(settled)
  const change = useChangeJourney(journey.id)
  const faults = read.data?.faults ?? []
  const over = journey.state === 'stopped'
  const save = async () => {
    try {
      await change.mutateAsync({ text })
      notifications.show({ message: t('inspector.saved') })
    } catch (error) {
      tellProblem(error, t)
    }
  }
  return (
    <Stack gap="sm">
      <Textarea
        label={t('text.label')}
        description={t('text.help')}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        autosize
        minRows={16}
        maxRows={40}
        readOnly={over}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      />
      {faults.length > 0 && (
        <Alert title={t('text.faults')} role="alert">
          <List size="sm">
            {faults.map((fault) => (
              <List.Item key={fault.place + fault.text}>
                {fault.line && fault.place && `${t('text.line', { n: fault.line })}, `}
                {fault.place && <b>{fault.place}: </b>}
                <span style={{ whiteSpace: 'pre-wrap' }}>{fault.text}</span>
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Group>
        <Button
          onClick={save}
          loading={change.isPending}
          disabled={over || text === journey.text || faults.length > 0}
        >
          {t('text.save')}
        </Button>
        {faults.length === 0 && text !== journey.text && (
          <Text size="sm" c="dimmed">
            {t('text.read')}
          </Text>
        )}
      </Group>
    </Stack>
  )
}
