import { Tooltip, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './page.module.css'

/** The question mark beside a number: what exactly was counted, on hover, focus and touch. */
export function Definition({ text }: { text: string }) {
  const { t } = useTranslation('words')
  return (
    <Tooltip
      label={text}
      multiline
      w={300}
      withArrow
      events={{ hover: true, focus: true, touch: true }}
    >
      <UnstyledButton
        className={`${classes.mark} no-print`}
        aria-label={`${t('definition')}: ${text}`}
      >
        ?
      </UnstyledButton>
    </Tooltip>
  )
}
