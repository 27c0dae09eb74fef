// Person files with known truth, of naming traditions unlike those of the public sets: few family
// names (Vietnam, Korea), none (Indonesia, Myanmar), fathers' names (Ethiopia, Iceland), two
// family names (Latin America), patronymics and Cyrillic letters (Ukraine), Arabic letters.

/** A source of chance that gives the same numbers for the same seed. */
export function dice(seed) {
  let state = (seed * 2654435761 + 1013904223) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count) => Math.floor(next() * count);
  return {
    below,
    falls: (share) => next() < share,
    one: (list) => list[below(list.length)],
    /** Early ones far more often than late ones, as names are. */
    common: (list) => list[Math.floor(list.length * next() ** 2)],
  };
}

const words = (text) => text.split(' ');

const vietnam = {
  family: words('Nguyen Tran Le Pham Hoang Huynh Phan Vu'),
  middle: words('Van Thi Duc Ngoc Minh Thanh Huu Kim'),
  given: words(
    'Anh Binh Chi Dung Giang Hanh Hoa Huong Khanh Lan Linh Long Mai Nam Nga Phuong Quang Son ' +
      'Tam Thao Thu Trang Tuan Yen',
  ),
};
const korea = {
  family: words('Kim Lee Park Choi Jung Kang Cho Yoon'),
  given: words(
    'Min-jun Seo-yeon Ji-hoon Ji-woo Hyun-woo Soo-jin Eun-ji Sung-ho Young-ho Mi-kyung Jae-hyun ' +
      'Hye-jin Dong-hyun Yu-na Seung-min Ha-eun',
  ),
};
const java = {
  given: words(
    'Slamet Suharto Wati Sri Budi Agus Dewi Siti Joko Sutrisno Wahyu Rini Eko Tri Dwi Yanti ' +
      'Hartono Lestari Purnomo Ningsih',
  ),
};
const myanmar = {
  syllables: words(
    'Aung Kyaw Min Htun Win Zaw Thant Hla Khin Mya Nu Yi San Su Thida Moe Myo Naing',
  ),
};
const ethiopia = {
  given: words(
    'Abebe Kebede Tadesse Bekele Girma Haile Tesfaye Mulugeta Almaz Tigist Hirut Meseret Selam ' +
      'Genet Yonas Dawit Samuel Marta Hanna Tsehay Lemma Worku',
  ),
};
const iceland = {
  given: words(
    'Jón Guðmundur Sigurður Gunnar Ólafur Einar Magnús Kristján Guðrún Anna Kristín Sigríður ' +
      'Margrét Helga Sigrún Ingibjörg Björn Bjarni',
  ),
};
const andes = {
  given: words('María José Luis Carmen Juan Rosa Carlos Ana Jorge Luz Miguel Elena Pedro Julia'),
  family: words(
    'Quispe Mamani Flores Condori Huamán Rojas Choque Apaza Vargas Castro Gutiérrez Chávez Torres',
  ),
};
const ukraine = {
  given: words('Олександр Андрій Сергій Марія Олена Ірина Наталія Іван Петро Тетяна Юлія Дмитро'),
  father: words('Іванович Петрівна Андрійович Сергіївна Миколайович Василівна'),
  family: words('Шевченко Бондаренко Коваленко Мельник Ткаченко Кравчук Олійник Поліщук Савченко'),
};
const levant = {
  given: words('محمد أحمد علي حسن حسين عمر خالد يوسف فاطمة زينب مريم عائشة سارة هدى ليلى نور'),
  family: words('الحلبي الحمصي النجار الحداد الخطيب العلي الأحمد السيد المصري الشامي'),
};

/** How each tradition names a person: the columns of given and family name. */
const traditions = {
  vietnam: (roll) => ({
    given: `${roll.one(vietnam.middle)} ${roll.common(vietnam.given)}`,
    family: roll.common(vietnam.family),
  }),
  korea: (roll) => ({ given: roll.common(korea.given), family: roll.common(korea.family) }),
  java: (roll) => ({ given: roll.common(java.given), family: '' }),
  myanmar: (roll) => {
    const count = 2 + roll.below(3);
    const name = Array.from({ length: count }, () => roll.common(myanmar.syllables));
    return { given: name.join(' '), family: '' };
  },
  ethiopia: (roll) => ({
    given: roll.common(ethiopia.given),
    family: roll.common(ethiopia.given),
  }),
  iceland: (roll) => ({
    given: roll.common(iceland.given),
    family: `${roll.common(iceland.given)}${roll.one(['sson', 'sdóttir'])}`,
  }),
  andes: (roll) => ({
    given: roll.falls(0.5)
      ? roll.common(andes.given)
      : `${roll.common(andes.given)} ${roll.common(andes.given)}`,
    family: `${roll.common(andes.family)} ${roll.common(andes.family)}`,
  }),
  ukraine: (roll) => ({
    given: `${roll.common(ukraine.given)} ${roll.one(ukraine.father)}`,
    family: roll.common(ukraine.family),
  }),
  levant: (roll) => ({ given: roll.common(levant.given), family: roll.common(levant.family) }),
};
export const traditionNames = Object.keys(traditions);

const syllables = words('ba ka ma na ta ri su lo ve do ga pe shi to mu');

function place(roll) {
  const name = Array.from({ length: 2 + roll.below(2) }, () => roll.one(syllables)).join('');
  return name[0].toUpperCase() + name.slice(1);
}

const two = (number) => String(number).padStart(2, '0');

function person(roll, tradition, places) {
  return {
    ...traditions[tradition](roll),
    born: [1930 + roll.below(90), 1 + roll.below(12), 1 + roll.below(28)],
    place: roll.common(places),
    sex: roll.one(['m', 'f']),
    phone: `0${String(roll.below(1e9)).padStart(9, '0')}`,
  };
}

/** One typing error. */
function slip(roll, text) {
  const letters = [...text];
  if (letters.length < 3) return text;
  const at = 1 + roll.below(letters.length - 2);
  const kinds = [
    () => letters.splice(at, 1),
    () => letters.splice(at, 0, letters[at]),
    () => letters.splice(at, 2, letters[at + 1], letters[at]),
    () => letters.splice(at, 1, roll.one(letters)),
  ];
  roll.one(kinds)();
  return letters.join('');
}

function writtenDate(roll, [year, month, day], errors) {
  if (roll.falls(errors / 3)) return writtenDate(roll, [year, day > 12 ? month : day, month], 0);
  if (roll.falls(errors / 3)) return writtenDate(roll, [year + roll.one([-1, 1]), month, day], 0);
  if (roll.falls(errors / 3)) return writtenDate(roll, [year, month, 1 + roll.below(28)], 0);
  return `${two(day)}.${two(month)}.${year}`;
}

/** A row as somebody writes it down, with slips and gaps. */
function row(roll, known, { errors, gaps }) {
  let { given, family } = known;
  if (family !== '' && roll.falls(errors / 2)) [given, family] = [family, given];
  const write = (text) => (roll.falls(errors) ? slip(roll, text) : text);
  const fields = {
    given: write(given),
    family: write(family),
    born: writtenDate(roll, known.born, errors),
    place: write(known.place),
    sex: roll.falls(errors / 4) ? roll.one(['m', 'f']) : known.sex,
    phone: roll.falls(errors) ? `0${roll.below(1e9)}` : known.phone,
  };
  for (const name of ['family', 'born', 'place', 'sex', 'phone']) {
    if (roll.falls(gaps)) fields[name] = '';
  }
  return fields;
}

/**
 * A file of `rows` rows: `{rows: [{id, cluster, given, family, born, place, sex, phone}], …}`.
 * `share` is how many of the persons have more than one row; `errors` and `gaps` are shares of
 * fields; so many persons of a `household` share a family name, a place and a telephone.
 */
export function personFile({
  seed,
  rows,
  tradition,
  errors,
  gaps,
  share,
  most = 3,
  household = 1,
}) {
  const roll = dice(seed);
  const places = Array.from({ length: 4 + Math.floor(Math.sqrt(rows)) }, () => place(roll));
  const found = [];
  let shared = {};
  for (let cluster = 0; found.length < rows; ++cluster) {
    const one = tradition === 'mixed' ? roll.one(traditionNames) : tradition;
    const own = person(roll, one, places);
    const known = cluster % household === 0 ? own : { ...own, ...shared };
    shared = { family: known.family, place: known.place, phone: known.phone };
    const times = roll.falls(share) ? 2 + roll.below(most - 1) : 1;
    for (let time = 0; time < times; ++time) {
      found.push({ cluster: String(cluster), ...row(roll, known, { errors, gaps }) });
    }
  }
  const shuffled = found.map((one) => [roll.below(1e9), one]).sort((a, b) => a[0] - b[0]);
  return shuffled.map(([, one], at) => ({ id: `p${at}`, ...one }));
}
