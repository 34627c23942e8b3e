import { Stack, Table, Text, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import { kindOf } from './drawing/graph'
import type { Journey } from './queries'
import { useGivenWords, useStepWords } from './words'

type Props = { journey: Journey; chosen: string | undefined; onChoose: (step: string) => void }

/** The drawing without a mouse: the steps one below another, each a button. */
export function StepList({ journey, chosen, onChoose }: Props) {
  const { t } = useTranslation('journeys')
  const format = useFormat()
  const say = useStepWords()
  const given = useGivenWords()
  const counts = new Map(journey.steps.map((one) => [one.step, one]))
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table verticalSpacing="xs" aria-label={t('steps')}>
        <Table.Tbody>
          {journey.plan.step?.map((step) => {
            const at = counts.get(step.name ?? '')
            return (
              <Table.Tr key={step.name} bg={chosen === step.name ? 'var(--mantine-color-default-hover)' : undefined}>
                <Table.Td>
                  <UnstyledButton
                    onClick={() => onChoose(step.name ?? '')}
                    aria-pressed={chosen === step.name}
                  >
                    <Stack gap={0}>
                      <Text fw={600}>{step.name}</Text>
                      <Text size="sm" c="dimmed">
                        {t(`kinds.${kindOf(step)}`)}: {say(step)}
                      </Text>
                    </Stack>
                  </UnstyledButton>
                </Table.Td>
                <Table.Td ta="right" className="numbers" style={{ whiteSpace: 'nowrap' }}>
                  <Text size="sm">{t('counts.came', { n: format.number(at?.n_came) })}</Text>
                  {[t('counts.here', { n: format.number(at?.n_inside) }), ...given(at)].map((said) => (
                    <Text key={said} size="sm" c="dimmed">
                      {said}
                    </Text>
                  ))}
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
