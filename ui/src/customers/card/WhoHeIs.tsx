import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import type { CustomerCard } from '../queries'

/** Names, identities, and what he agreed to with its proof. */
export function WhoHeIs({ card }: { card: CustomerCard }) {
  const { t } = useTranslation('customers')
  return (
    <Panel title={t('who')}>
      <Stack gap="sm">
        {card.identities.map((identity) => (
          <Line
            key={`${identity.kind}${identity.source}${identity.value}`}
            label={t(`identity.${identity.kind}`, { defaultValue: identity.kind })}
          >
            <Breakable text={identity.value} />
          </Line>
        ))}
        {card.country && <Line label={t('country')}>{card.country}</Line>}
        <Consents card={card} />
      </Stack>
    </Panel>
  )
}

function Consents({ card }: { card: CustomerCard }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  if (card.consents.length === 0) {
    return (
      <Line label={t('consentTo.email')}>
        {t('consent.missing')}. {t('missingMeansNo')}
      </Line>
    )
  }
  return card.consents.map((consent) => (
    <Line
      key={consent.purpose + consent.channel}
      label={t(`consentTo.${consent.purpose === 'tracking' ? 'tracking' : consent.channel}`, {
        defaultValue: consent.channel,
      })}
    >
      {t(`consent.${consent.state}`)}
      <Text size="sm" c="dimmed">
        {[
          consent.ground && t(`ground.${consent.ground}`, { defaultValue: consent.ground }),
          consent.at && format.momentDay(consent.at),
          consent.source,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {consent.proof && (
        <Text size="sm" c="dimmed">
          “{consent.proof}”
        </Text>
      )}
    </Line>
  ))
}

/** A long address breaks before its “@” rather than inside a word. */
function Breakable({ text }: { text: string }) {
  const [name, ...rest] = text.split('@')
  if (rest.length === 0) return text
  return (
    <>
      {name}
      <wbr />@{rest.join('@')}
    </>
  )
}

function Line({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="div" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </div>
  )
}
