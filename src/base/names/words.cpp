#include "base/names/words.hpp"

#include <array>

namespace amparo::names {
namespace {

constexpr std::string_view titles[] = {
    "mr",     "mrs",   "ms",     "miss",    "dr",      "prof",    "haji",    "hajji",
    "hajja",  "hadji", "alhaji", "alhadji", "elhadj",  "elhadji", "hadj",    "m",
    "mme",    "mlle",  "sr",     "sra",     "srta",    "don",     "dona",    "sheikh",
    "shaikh", "bwana", "mzee",   "ustaz",   "sayyida", "ato",     "weizero", "السيد",
    "السيده", "الحاج", "الحاجه", "الدكتور", "الاستاذ", "الشيخ"};

constexpr std::string_view particles[] = {
    "al",    "el",   "ul",    "ar",   "as",  "ash",  "ach",  "at",    "ad",   "an",  "az",  "er",
    "es",    "en",   "ed",    "et",   "ech", "ez",   "ur",   "ud",    "us",   "bin", "ibn", "ben",
    "bint",  "bent", "binti", "ould", "uld", "wuld", "mint", "walad", "weld", "wa",  "de",  "del",
    "della", "da",   "do",    "dos",  "das", "du",   "di",   "la",    "le",   "las", "los", "y",
    "e",     "van",  "von",   "der",  "den", "بن",   "ابن",  "بنت",   "ولد",  "ال"};

constexpr std::string_view mohammeds[] = {"md", "mohd", "muhd", "mhd", "mohmd"};

constexpr std::string_view names_without_article[] = {
    "الياس", "الهام", "الماس",  "البرت", "الفريد", "الكسندر", "اليزابيث",
    "الين",  "الفا",  "الفونس", "السا",  "الما",   "الكس",    "الدو"};

// Who is called by the name of a child (Umm Ahmad, Mama Amina) has another name as well.
constexpr std::string_view mothers[] = {"umm",  "um",    "om",    "omm",    "oum", "oumm",  "ummu",
                                        "mama", "maman", "madar", "madare", "ام",  "والده", "مادر"};

constexpr std::string_view fathers[] = {"abu",  "abou",  "aboo",  "abo", "baba", "baban",
                                        "papa", "padar", "pedar", "ابو", "والد", "پدر"};

// Abu Bakr and Umm Kulthum are names that are given to children.
constexpr std::string_view compounds[] = {
    "bakr",     "bakar",   "bakari",   "bakir",  "baker",   "bekr",    "bekir",  "kulthum",
    "kulthoum", "kalthum", "kalthoum", "kulsum", "kulsoum", "kulsoom", "kalsum", "kalsoum",
    "kaltoum",  "kaltum",  "keltoum",  "kultum", "بكر",     "كلثوم"};

constexpr std::size_t word_count = std::size(titles) + std::size(particles) + std::size(mohammeds) +
                                   std::size(names_without_article) + std::size(mothers) +
                                   std::size(fathers) + std::size(compounds);
constexpr std::size_t bucket_count = 512;

constexpr std::size_t bucket_of(std::string_view word) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(word[at]); };
    return (byte(0) * 31U + byte(word.size() / 2) * 67U + byte(word.size() - 1) * 7U +
            word.size()) %
           bucket_count;
}

struct Entry {
    std::string_view word;
    WordKind kind = WordKind::plain;
};

template <class Visit>
constexpr void for_all_words(Visit&& visit) {
    for (const auto word : titles) visit(Entry{word, WordKind::title});
    for (const auto word : particles) visit(Entry{word, WordKind::particle});
    for (const auto word : mohammeds) visit(Entry{word, WordKind::mohammed});
    for (const auto word : names_without_article) visit(Entry{word, WordKind::without_article});
    for (const auto word : mothers) visit(Entry{word, WordKind::mother_of});
    for (const auto word : fathers) visit(Entry{word, WordKind::father_of});
    for (const auto word : compounds) visit(Entry{word, WordKind::compound});
}

/// All words by bucket, so that most others are told apart by one look.
class Words {
  public:
    constexpr Words() {
        for_all_words([&](const Entry& entry) { ++begins_[bucket_of(entry.word) + 1]; });
        for (std::size_t at = 0; at < bucket_count; ++at) begins_[at + 1] += begins_[at];
        auto next = begins_;
        for_all_words([&](const Entry& entry) { entries_[next[bucket_of(entry.word)]++] = entry; });
    }

    constexpr WordKind kind_of(std::string_view word) const {
        if (word.empty()) return WordKind::plain;
        const auto bucket = bucket_of(word);
        for (auto at = begins_[bucket]; at < begins_[bucket + 1]; ++at) {
            if (entries_[at].word == word) return entries_[at].kind;
        }
        return WordKind::plain;
    }

  private:
    std::array<Entry, word_count> entries_{};
    std::array<std::uint8_t, bucket_count + 1> begins_{};
};
static_assert(word_count < 256);

constexpr Words known_words;

}  // namespace

WordKind kind_of_word(std::string_view word) {
    return known_words.kind_of(word);
}

}  // namespace amparo::names
