import { Button, Group, NumberInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useSaveCost } from './queries'

/** Digits behind the point that the program keeps of what a piece costs. */
const DIGITS = 6

type Props = { sku: string; name: string; currency: string; onDone: () => void }

/** What a piece costs, and from which day on; without a day, ever since. */
export function CostForm({ sku, name, currency, onDone }: Props) {
  const { t } = useTranslation('products')
  const [each, setEach] = useState<string | number>('')
  const [from, setFrom] = useState('')
  const save = useSaveCost()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const told = { sku, each: String(each), from: from || undefined }
    save.mutate(told, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text fw={500}>{name}</Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" maw={520}>
          <NumberInput
            label={t('eachIn', { currency })}
            required
            autoFocus
            min={0}
            decimalScale={DIGITS}
            valueIsNumericString
            value={each}
            onChange={setEach}
          />
          <TextInput
            label={t('from')}
            description={t('fromNote')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            type="date"
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
        </SimpleGrid>
        {save.error && <ProblemNotice error={save.error} />}
        <Group gap="xs">
          <Button type="submit" size="xs" loading={save.isPending} disabled={each === ''}>
            {t('words:save')}
          </Button>
          <Button size="xs" variant="default" onClick={onDone}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
