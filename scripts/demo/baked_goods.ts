import { daysFromMidDecember, warmth } from "./demand";
import { newRandom } from "./random";
import { DAY } from "./time";

/** How much more or less of the bakery's goods each weekday sells, from Sunday on. */
const WEEKDAYS = [1.2, 0.75, 0.8, 0.85, 0.95, 1.2, 1.5];

/** What the shop sells of the bakery's goods on a day: more at weekends, in summer and before Christmas. */
export function bakedGoods(day: number): { croissants: number; loaves: number } {
  const random = newRandom(Math.floor(day / DAY));
  const christmas = Math.exp(-((daysFromMidDecember(day) / 12) ** 2));
  const usual = (WEEKDAYS[new Date(day).getUTCDay()] as number) * (1 + 0.25 * warmth(day) + 0.35 * christmas);
  const luck = () => 0.82 + random.integer(0, 36) / 100;
  return { croissants: Math.round(48 * usual * luck()), loaves: Math.max(4, Math.round(11 * usual * luck())) };
}
