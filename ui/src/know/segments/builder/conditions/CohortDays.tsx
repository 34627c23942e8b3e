import { Menu, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InCohort } from '../../rule/cohort/names'
import classes from '../builder.module.css'
import { Phrase } from '../words/Phrase'
import { TextWord } from '../words/TextWord'

type Props = { cell: InCohort; onChange: (part: Partial<InCohort>) => void }

const ENDS = ['from', 'until'] as const

/** The days in which they have come, where the table was asked for some. */
export function CohortDays({ cell, onChange }: Props) {
  const { t } = useTranslation('segments')
  const said = ENDS.filter((end) => typeof cell[end] === 'string')
  const left = ENDS.filter((end) => !said.includes(end))
  return (
    <>
      {said.map((end) => (
        <span key={end}>
          {', '}
          <Phrase
            name={`cohort.${end}`}
            words={{
              day: (
                <TextWord
                  type="date"
                  label={t(`cohort.days.${end}`)}
                  value={cell[end] ?? ''}
                  onChange={(day) => onChange({ [end]: day })}
                />
              ),
            }}
          />
          <UnstyledButton
            className={classes.out}
            aria-label={t('narrow.less', { what: t(`cohort.days.${end}`) })}
            onClick={() => onChange({ [end]: undefined })}
          >
            ×
          </UnstyledButton>
        </span>
      ))}
      {left.length > 0 && (
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <UnstyledButton className={classes.more} aria-label={t('cohort.moreDays')}>
              +
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('cohort.moreDays')}</Menu.Label>
            {left.map((end) => (
              <Menu.Item key={end} onClick={() => onChange({ [end]: '' })}>
                {t(`cohort.days.${end}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}
