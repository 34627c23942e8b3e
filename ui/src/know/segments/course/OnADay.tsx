import { Button, Drawer, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import type { CourseDay } from '../queries'
import { Members } from './Members'

type Props = { days: CourseDay[]; name: string }

/** Who was in it when an earlier day ended; the address remembers the day. */
export function OnADay({ days, name }: Props) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  const [address, change] = useAddress()
  const shown = days.find(({ day }) => day === address.on)
  const [day, setDay] = useState(shown?.day ?? days.at(-2)?.day ?? '')
  const isKnown = days.some((known) => known.day === day)
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isKnown) change({ on: day })
        }}
      >
        <Group gap="sm" align="flex-end">
          <TextInput
            type="date"
            label={t('onADay.label')}
            error={!isKnown && t('onADay.unknown', { day: format.day(days[0]?.day) })}
            value={day}
            min={days[0]?.day}
            max={days.at(-1)?.day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={!isKnown}>
            {t('onADay.show')}
          </Button>
        </Group>
      </form>
      <Drawer
        opened={shown !== undefined}
        onClose={() => change({ on: undefined })}
        position="right"
        size="lg"
        title={t('onADay.title', { name, day: format.day(shown?.day) })}
        closeButtonProps={{ 'aria-label': t('words:close') }}
      >
        {shown && <Members name={name} day={shown} isToday={shown === days.at(-1)} />}
      </Drawer>
    </>
  )
}
