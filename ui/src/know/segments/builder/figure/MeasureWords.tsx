import { Menu, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Choice } from '~/shared/sentence/Choice'
import type { Measure } from '../../rule/figure'
import {
  type Narrowing,
  narrowed,
  narrowingsOf,
  offeredFor,
  renamed,
} from '../../rule/narrowing'
import classes from '../builder.module.css'
import { useVocabulary } from '../vocabulary'
import { NarrowingWords, useNarrowingNames } from './NarrowingWords'

type Props = {
  measure: Measure
  onChange: (measure: Measure) => void
  /** Where a plain number may stand in place of the figure. */
  onNumber?: () => void
}

/** A figure and which of his orders it is made of: “revenue in the last 90 days”. */
export function MeasureWords({ measure, onChange, onNumber }: Props) {
  const { t } = useTranslation('segments')
  const { words, optionsOf, canBeNarrowed } = useVocabulary()
  const figures = optionsOf<string>(words.quantities)
  return (
    <>
      <Choice<string>
        label={t('figure')}
        value={measure.quantity}
        options={onNumber ? [{ value: '', label: t('plainNumber') }, ...figures] : figures}
        onChange={(quantity) =>
          quantity
            ? onChange(
                renamed(measure, quantity as Measure['quantity'], canBeNarrowed(quantity)),
              )
            : onNumber?.()
        }
      />
      {narrowingsOf(measure).map((name) => (
        <NarrowingWords
          key={name}
          measure={measure}
          name={name}
          onChange={(value) => onChange(narrowed(measure, name, value))}
        />
      ))}
      {canBeNarrowed(measure.quantity) && (
        <NarrowMore
          offered={offeredFor(measure)}
          onAdd={(name, value) => onChange(narrowed(measure, name, value))}
        />
      )}
    </>
  )
}

type MoreProps = { offered: Narrowing[]; onAdd: (name: Narrowing, value: unknown) => void }

/** The way to say more exactly which orders are meant. */
function NarrowMore({ offered, onAdd }: MoreProps) {
  const { t } = useTranslation('segments')
  const { words, coins } = useVocabulary()
  const names = useNarrowingNames()
  const valuesOf = (name: Narrowing) => words.filters.find(({ word }) => word === name)?.values
  // What no order of this shop has is not offered.
  const shown = offered.filter((name) => valuesOf(name)?.length !== 0)
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.more} aria-label={t('narrow.more')}>
          +
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Label>{t('narrow.more')}</Menu.Label>
        {shown.map((name) => (
          <Menu.Item key={name} onClick={() => onAdd(name, usual(name, valuesOf(name), coins))}>
            {names(name)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What a narrowing begins with. */
function usual(name: Narrowing, values: string[] | undefined, coins: number): unknown {
  switch (name) {
    case 'last-days':
    case 'before-last-days':
      return 90
    case 'first-orders':
      return 1
    case 'from':
    case 'until':
      return `${new Date().getFullYear()}-01-01`
    case 'worth-least':
    case 'worth-most':
      return 50 * coins
    case 'status':
      return ['returned']
    default:
      return values?.slice(0, 1) ?? []
  }
}
