import { Button, Group, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { digitsOf, inMinor, inWhole } from '~/shared/words/coins'
import { dayAfter, dayBefore } from './days'
import { type Spend, useWriteSpend } from './queries'

type Props = { currency: string; spend?: Spend; onDone: () => void }

/** One spend by hand: the channel, the first and the last day, the amount. */
export function Form({ currency, spend, onDone }: Props) {
  const { t } = useTranslation('spend')
  const [channel, setChannel] = useState(spend?.channel ?? '')
  const [from, setFrom] = useState(spend?.days.from ?? '')
  const [last, setLast] = useState(spend ? dayBefore(spend.days.until) : '')
  const [amount, setAmount] = useState<string | number>(spend ? inWhole(spend.amount) : '')
  const write = useWriteSpend(spend?.id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const told = {
      channel: channel.trim() || null,
      from,
      until: dayAfter(last || from),
      amount: inMinor(Number(amount), currency),
    }
    write.mutate(told, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2, md: 4 }} spacing="md">
          <TextInput
            label={t('channel')}
            placeholder={t('anyChannel')}
            value={channel}
            maxLength={100}
            onChange={(event) => setChannel(event.currentTarget.value)}
          />
          <TextInput
            label={t('from')}
            type="date"
            required
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            label={t('last')}
            type="date"
            value={last}
            onChange={(event) => setLast(event.currentTarget.value)}
          />
          <NumberInput
            label={t('amountIn', { currency })}
            required
            min={0}
            decimalScale={digitsOf(currency)}
            value={amount}
            onChange={setAmount}
          />
        </SimpleGrid>
        {write.error && <ProblemNotice error={write.error} />}
        <Group gap="xs">
          <Button type="submit" loading={write.isPending} disabled={!from || amount === ''}>
            {t('words:save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
