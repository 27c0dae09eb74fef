#include "matching/links/people_test_support.hpp"

#include <algorithm>
#include <array>
#include <random>

namespace amparo::matching::links::testing {
namespace {

/// Draws the parts of invented people.
class Inventor {
  public:
    explicit Inventor(const Invention& how) : how_(how), random_(how.seed) {
        for (int i = 0; i < 120; ++i) given_.push_back(word(2, 3));
        for (int i = 0; i < 400; ++i) family_.push_back(word(2, 4));
        for (int i = 0; i < 60; ++i) towns_.push_back(word(2, 4) + "ton");
    }

    using Fields = std::array<std::string, 6>;  // given, family, born, town, zip, mail

    Fields person() {
        const auto nation = number(how_.nations);
        const auto& given = common(given_, nation);
        const auto& family = common(family_, nation);
        const auto place = std::min(number(how_.towns), number(how_.towns));
        return {given,
                family,
                std::to_string(1990 + number(25)) + "-" + two(1 + number(12)) + "-" +
                    two(1 + number(28)),
                towns_[place],
                "Z" + two(place) + " " + two(number(90)),
                given + "." + family + std::to_string(number(99)) + "@post.example"};
    }

    Fields copy(Fields fields) {
        if (chance(how_.swap_share)) std::swap(fields[0], fields[1]);
        for (auto& field : fields) {
            if (chance(how_.error_share)) spoil(field);
            if (chance(how_.missing_share)) field.clear();
        }
        return fields;
    }

    std::size_t number(std::size_t below) { return random_() % below; }

  private:
    bool chance(double share) { return std::uniform_real_distribution(0.0, 1.0)(random_) < share; }

    /// The first words of a nation's part of a list come up more often.
    const std::string& common(const std::vector<std::string>& words, std::size_t nation) {
        const auto size = words.size() / how_.nations;
        return words[nation * size + std::min({number(size), number(size), number(size)})];
    }

    std::string word(std::size_t least, std::size_t most) {
        static constexpr std::array<const char*, 16> starts{
            "k", "l", "m", "n", "r", "s", "t", "b", "d", "sh", "j", "f", "kh", "z", "w", "y"};
        static constexpr std::array<const char*, 6> ends{"a", "i", "o", "ou", "e", "an"};
        std::string made;
        for (auto left = least + number(most - least + 1); left > 0; --left) {
            made += starts[number(starts.size())];
            made += ends[number(ends.size())];
        }
        return made;
    }

    /// Drops, doubles, replaces or exchanges a letter.
    void spoil(std::string& field) {
        if (field.size() < 2) return;
        const auto at = number(field.size() - 1);
        switch (number(4)) {
            case 0:
                field.erase(at, 1);
                break;
            case 1:
                field.insert(at, 1, field[at]);
                break;
            case 2:
                field[at] =
                    static_cast<char>(field[at] >= 'a' ? 'a' + number(26) : '0' + number(10));
                break;
            default:
                std::swap(field[at], field[at + 1]);
        }
    }

    static std::string two(std::size_t value) {
        return (value < 10 ? "0" : "") + std::to_string(value);
    }

    Invention how_;
    std::mt19937 random_;
    std::vector<std::string> given_;
    std::vector<std::string> family_;
    std::vector<std::string> towns_;
};

}  // namespace

People people_of(const std::string& csv, const ColumnMap& map) {
    const std::vector<PersonFile> files{{.name = "file", .table = parse_table(csv).value()}};
    return gather(files, map).value();
}

ColumnMap invented_map() {
    return {.id = "id",
            .columns = {{"given", Kind::given_name},
                        {"family", Kind::surname},
                        {"born", Kind::date},
                        {"town", Kind::place},
                        {"zip", Kind::postcode},
                        {"mail", Kind::email}}};
}

InventedFile invent(const Invention& how) {
    Inventor inventor(how);
    std::vector<std::pair<std::string, std::string>> rows;
    InventedFile file;
    Inventor::Fields relative;
    for (int person = 0; person < how.persons; ++person) {
        auto original = inventor.person();
        if (person % how.household != 0) {
            for (const auto shared : {1U, 3U, 4U}) original[shared] = relative[shared];
        }
        relative = original;
        const auto copies = 1 + inventor.number(static_cast<std::size_t>(how.copies_most));
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < copies; ++i) {
            const auto id = "p" + std::to_string(person) + "-" + std::to_string(i);
            std::string row = id;
            for (const auto& field : inventor.copy(original)) row += "," + field;
            rows.emplace_back(id, row);
            for (const auto& other : ids) file.truth.emplace(std::minmax(other, id));
            ids.push_back(id);
        }
    }
    // The order must tell nothing.
    std::ranges::sort(rows, {},
                      [](const auto& row) { return std::hash<std::string>{}(row.first); });
    file.csv = "id,given,family,born,town,zip,mail\n";
    for (const auto& [id, row] : rows) file.csv += row + "\n";
    return file;
}

double best_f1(const People& people, const std::vector<Link>& links, const InventedFile& file) {
    double best = 0;
    double right = 0;
    for (std::size_t i = 0; i < links.size(); ++i) {
        const auto& link = links[i];
        if (file.truth.contains(std::minmax(people.ids[link.a], people.ids[link.b]))) right += 1;
        const double precision = right / static_cast<double>(i + 1);
        const double recall = right / static_cast<double>(file.truth.size());
        if (right > 0) best = std::max(best, 2 * precision * recall / (precision + recall));
    }
    return best;
}

}  // namespace amparo::matching::links::testing
