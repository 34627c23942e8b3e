import { Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Follows, TrackingSettings } from '~/client'
import { Kept } from './channels/Kept'
import { useSaveTracking } from './queries'

const CHOICES: Follows[] = ['nobody', 'agreed', 'everybody']

/** Whose reading of letters may be followed; asked once, off until then. */
export function Following({ tracking }: { tracking: TrackingSettings }) {
  const { t } = useTranslation('settings')
  const [follows, setFollows] = useState<Follows>(tracking.follows ?? 'nobody')
  const save = useSaveTracking()
  return (
    <Kept saving={save} onSave={() => save.mutate(follows)}>
      <Radio.Group
        label={t('following.whose')}
        value={follows}
        onChange={(value) => setFollows(value as Follows)}
      >
        <Stack gap="sm" pt="xs">
          {CHOICES.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`following.${value}.name`)}
              description={t(`following.${value}.note`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </Kept>
  )
}
