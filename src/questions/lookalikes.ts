/**
 * Words of English that resemble words of the vocabulary, and are no misspellings of them: a question about socks is none about
 * stocks. They are the common ones within the distance that `spelling.ts` allows.
 */
const WORDS = `
  abide abode abort accordingly accordion accountants addiction advanced advances advised adviser advises afternoons
  agent aground aide albert allegation allegations alone alter among anyways appreciate appreciates archive archives
  ardent aren arena arrange ascendant assert asses assets attending attentions attentive audio audition averages avert
  aviation awake award bach backs backwoods backyard baldy banned banning bard bath batter beard beater become bein
  beings believed believer believes bellow bench beng beside bettor binding bing bitch bitches bitter blacked bling
  bloke blow boar boards boeing boobs booker booking booted boots boring bothers bottoms brake breakdowns brig brink
  briny broker brooks brother brunch buck bucko bucky budge budgets bugger bunks burying butch butter cages cake
  calculations calendars caller calmed cancellation cancels cancer cannon capitals capitan capitol cares carey carr
  cases casts catalogs catalogues cates caused caves chances chang changer charged charger charges cheated cheater
  checked checks cheek cheeks cheer cheery chick chose chucky chunk clause clinically clint clone cloned closer closes
  closet clove clover cluck coalition coarse coats coded coding cokes cold coles collage colleagues collected
  collection collections collective college colon colts combine combines combing combs comet comets commitment
  committee committees compadre companion companions compares compete completes complexes component concealed
  conceited conceived concern concerts condemned conditioned conditioner conditions cones confined confirms conform
  connected connecting connection connections consent consists contacted contacting container containers contaminate
  contend contest contests context continued continuing contributing contributions contrition contrived convened
  convent converted conviction cooing copied copier coping cores correcting correctional corrective correctly
  correlation corrupted corruption costa cots couldn counters county courses court courted courting courts cove coven
  covers covert covet covey creamed create creates cremated criminally cunt cunts currency currents curry curse
  customary customs cycles daft dagger dairy daisy dally dames dancer danes dangerous dangers danker dared dares
  daring dawns dazed decreased deduction deductions defending delay demands departmental depending deport dept
  descendant detail detecting didn differently ding disappear disappears disarmed disbanded disbarred discard
  discharged discontinue discussed dismiss dismissal dispatcher dispatches displays disturbs doesn doings dong drafty
  drat drift drifts drips drowns duped dying earning earrings educating emery empire empires entice entirety entrees
  erection eros estimate estimates evenings exacting exceedingly excessively exclusive excused excuses executing
  exhaust expectation expects expense expert explains exploding exploration explosive expressive extending extensive
  faculty fags failing fanny fasten fatter fault faults fester fever figured filler filling filly filters finishes
  firsts fist fitch flaps flats flaws fletch fling flips floss flows folly forests fort forte forty forwards foster
  fourth frying funding funky futures gain gatherings generals generator generators gentlemen giles giver givin gland
  gloss gods gong goody gooks goons goring grabs grad grama gramps gran grande grant gras grass grat greats greet
  greta grind grows guest guests hallo hasn hast haunt haven header healed healing hearing heated heating heaving
  helio hell hells hither holdings holes hoods increased increases individually individuals infer infernal informative
  ingredient inner insider insides intel intercepted interest interests intern interval intruding inventor inventors
  investor investors inward issued kids kills kinda kings kinks lager lanes largo larry lashing lass latent later lats
  laying leaking leaning leaping leapt lease leash leasing ledge leftovers lending lest levee lever libre lies lifer
  likes limes limits lined linen linens liner ling linger links lins listing lists lite litter livelihood lively liver
  livers lives loading locating locking loner longed looming looting lordy loser loses lover loving lowe lowers lowry
  lusting maker makers makings males manage managed managers manages manger manuals manufacture manufactured marking
  marlin martin martins master mater material maternal mates mating matters maybes measures meer menus mere messing
  meteor metro mighty mikes minds mines mints miter moaning mode modem moles momento moments monkey mont monte
  monuments mooning moped mopey moping mores mornings moses mosey motel motels moth moths mourning mouth mouths movies
  mowed mower mowing nearby neatly needn needy negatives nerds newer nickel oddest officer offices olden original
  originals others otter outlaw outsider overalls overseeing owning pace paces packet paint paints palace palaces
  pardons parish parked parson particularly particulars parton party peace peas peoples percentile perforated
  performances performer perfumed persona persons phoned phones phoney phony picker picket pickled pieced pierce
  pinche pint pints pitched placid plane planes planting plate plates played plea plead pleads pleased pleases pointy
  pond positions possibly posting precise predicting predicts premise prepping presented presents pressed prevent
  pricey prick pricks pride prime primed prince princes prints prize prized prizes probable proceed proceeded
  processes processor produce produces production productions progressed project projectile projecting projector
  projects promises prone proposes prosecuted prosecution protected protection protested provence provided provider
  prowess punched quack qualify qualities questions rach racing racked rage rages raging raided rained raining raise
  raises raking rally rance rang ranger rangers ranting raping ratings raving reaches react reacted reacting reaction
  reactions read reads realty recant receiver receives reception recommendation recommends recorder recurring
  reduction reelection reflection reflections refuge refuses refute regain regent reich rejecting release releases
  remembers reminding rendered rendering repairing repent reports required resection resent reserves resolve resort
  restored restoring result retain retaining retire retires retiring revenge righto rights righty rises risky roach
  robber rotted rouge rouse routed routes rubbed rubdown ruining runner safely sakes salem salts sample sand sands
  sarge saturation saves scales scent schedules score scoreboard scores scram scrape scraped scraps scrip scuff seal
  sealing seals seats seed seeds seething self selves semple sensing separate separately separates serge setting sever
  severed shaft shalt shawl shawn shell shelling shells shifts shifty shingle shins shirt shit shits shitting shock
  shocked shocking shocks shoes shoot shoplifter shopped shore shores shorted shorts shorty shot shots shouldn shout
  shoving shows shriek shrine shrinks sides sift sifting sill simpler simply simulation singled singles sipping
  situations sixes sized skate skill skipped skipping skips slashed slate slipped slipping slips slit slowing smalls
  smashes smell smelling smells smock sneak snore snores snort snowing snuck snuff sock socked socks soil soiled soles
  somewheres soothing sore sores sory sources spats speaks spear speck sped speeding speedo speeds speedy spelling
  spells spice spices spied spies spiked spill spilt spine spit spite spitting splat splint splits spoke spokes spool
  spores sport stabs stack stacked stacking stacks staff stage stake stale stall stank stare stares stars starts
  stashed stat stated states station statistic statistical statue statues statutes stays stead steak steals steam
  steaming steed steel sterling stick sticking sticks stiff stills stockade stockholm stockings stoke stoked stokes
  stole stone stones stony stopper stopping stops stored storeroom stories stork storm storms stormy storybook stove
  strand strands stranger strangest strangle strap strapped stronger struck stuffs stuffy stunk subjects subtitled
  subtract suck suggesting suggestive suggests suites supple supposes supposing sure suspicion suspicions suspiciously
  swelling swells swift swill swore syllable systems tack tail taker takers takin taking tales tank tanks tapes
  tapping taxes tellin thane thee theirs theme themes thick thin thine thingy thinks thong thongs thorough though
  thrash three threes throws tides tiles timed timer timers ting tink tipping tires token tolling tosses toying tracer
  traces tracked tracks tract trade traded trailing trails train trait trance transform transformed transition
  translation transmit transported transporter transports trashy trial trick trough truce trucks trunk trying tuck
  tuned turner typed typing tyres unavoidable undeniable underlay understands understated understood unfold unite
  unites unity unpunished unresolved untie untold upward vacation vacations vague vale valiant validation valuables
  valve valves variables verily verses volumes wages wailing waited waits wakes wales wander wandering waning wanting
  wards ware warmed warming warms warner wars warts washed wasn wastes wasting watts waves weeds weeps weir weirdo
  weren whale whee whereas while white whiting wholesome whore whorehouse whores whose winner winters wires women
  wonders wong workings world worries worse worthy wouldn wound wring writ writer writes writings wrongs youre youse
`;

export const LOOKALIKES: ReadonlySet<string> = new Set(WORDS.split(/\s+/));
