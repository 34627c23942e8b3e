import { useTranslation } from 'react-i18next'
import type { Channel, SegmentConsent as Consent } from '~/client'
import { Choice } from '~/shared/sentence/Choice'
import { useVocabulary } from '../vocabulary'
import { Phrase } from '../words/Phrase'

type Props = { consent: Consent; onChange: (consent: Consent) => void }

const CHANNELS: Channel[] = ['email', 'sms', 'telegram']

/** What a customer said about being written to. */
export function Agreement({ consent, onChange }: Props) {
  const { t } = useTranslation('segments')
  const { words, optionsOf } = useVocabulary()
  return (
    <Phrase
      name="agreement"
      words={{
        channel: (
          <Choice<Channel>
            label={t('channel')}
            value={consent.channel}
            options={CHANNELS.map((value) => ({ value, label: t(`agreementTo.${value}`) }))}
            onChange={(channel) => onChange({ ...consent, channel })}
          />
        ),
        answer: (
          <Choice<Consent['is']>
            label={t('answer')}
            value={consent.is}
            options={optionsOf(words.answers)}
            onChange={(is) => onChange({ ...consent, is })}
          />
        ),
      }}
    />
  )
}
