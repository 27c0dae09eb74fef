#include "matching/links/people.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"
#include "matching/links/limits.hpp"

namespace amparo::matching::links {
namespace {

using Row = std::vector<std::string>;

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += word;
    return text.substr(0, value_bytes_max);
}

bool is_name(Kind kind) {
    return kind == Kind::given_name || kind == Kind::surname || kind == Kind::full_name;
}

/// The names of one row as its columns give them.
struct NameColumns {
    std::vector<std::string> given;    // words of the first given-name column
    std::vector<std::string> surname;  // words of the first surname column
    std::vector<std::string> rest;     // words of all others
};

/// Puts each name of a row into its role. Without a column for a role, the first word of the full
/// name is the given name and the last the surname; a single word is a given name.
class NameReader {
  public:
    NameReader(People& people, const ColumnMap& map, const std::vector<std::size_t>& places)
        : people_(people), map_(map), places_(places) {
        for (const auto& column : map.columns) {
            has_given_ = has_given_ || column.kind == Kind::given_name;
            has_surname_ = has_surname_ || column.kind == Kind::surname;
        }
    }

    void read(const Row& row) {
        auto names = columns_of(row);
        if (!has_given_ && !names.rest.empty()) {
            names.given = {names.rest.front()};
            names.rest.erase(names.rest.begin());
        }
        if (!has_surname_ && !names.rest.empty()) {
            names.surname = {names.rest.back()};
            names.rest.pop_back();
        }
        people_.given.push_back(add(joined(names.given)));
        people_.surname.push_back(add(joined(names.surname)));
        FurtherParts parts;
        people_.further.push_back(further(names, parts));
        people_.further_parts.push_back(parts);
    }

  private:
    NameColumns columns_of(const Row& row) const {
        NameColumns names;
        bool given_read = false;
        bool surname_read = false;
        for (std::size_t i = 0; i < map_.columns.size(); ++i) {
            const auto kind = map_.columns[i].kind;
            if (!is_name(kind)) continue;
            auto words = plain_words(row[places_[i]]);
            if (kind == Kind::given_name && !given_read) {
                given_read = true;
                names.given = std::move(words);
            } else if (kind == Kind::surname && !surname_read) {
                surname_read = true;
                names.surname = std::move(words);
            } else {
                names.rest.insert(names.rest.end(), words.begin(), words.end());
            }
        }
        return names;
    }

    ValueId add(std::string text) {
        return text.empty() ? no_value : people_.names.add(std::move(text));
    }

    /// Words beside the given name and the surname, each once; of a double name its words too.
    std::vector<ValueId> further(const NameColumns& names, FurtherParts& parts) {
        std::unordered_set<std::string> seen{joined(names.given), joined(names.surname)};
        std::vector<ValueId> found;
        const auto take = [&](const std::vector<std::string>& words) {
            for (const auto& word : words) {
                if (found.size() < words_max && seen.insert(word).second) {
                    found.push_back(people_.names.add(word));
                }
            }
        };
        if (names.given.size() == 1) seen.insert(names.given.front());
        take(names.rest);
        parts.beside = static_cast<std::uint8_t>(found.size());
        if (names.given.size() > 1) take(names.given);
        parts.given = static_cast<std::uint8_t>(found.size());
        if (names.surname.size() > 1) take(names.surname);
        return found;
    }

    People& people_;
    const ColumnMap& map_;
    const std::vector<std::size_t>& places_;
    bool has_given_ = false;
    bool has_surname_ = false;
};

AspectType aspect_type(Kind kind) {
    switch (kind) {
        case Kind::date:
            return AspectType::date;
        case Kind::postcode:
            return AspectType::postcode;
        case Kind::email:
            return AspectType::email;
        case Kind::phone:
        case Kind::identifier:
        case Kind::number:
            return AspectType::code;
        case Kind::category:
            return AspectType::category;
        default:
            return AspectType::words;
    }
}

constexpr std::size_t phone_digits = 9;  // the national part; prefixes are written or not

/// What is compared of a field: empty when it says nothing.
std::string compared_text(Kind kind, const std::string& field) {
    if (kind == Kind::email) return plain_code(field, "@.-_+");
    if (kind == Kind::phone) {
        auto digits = plain_code(field);
        std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
        return digits.size() > phone_digits ? digits.substr(digits.size() - phone_digits) : digits;
    }
    if (aspect_type(kind) == AspectType::words) {
        std::string text;
        for (const auto& word : plain_words(field)) text += (text.empty() ? "" : " ") + word;
        return text;
    }
    return plain_code(field);
}

/// The area a postcode names first: what stands before its blank, or its first half.
std::string postal_area(const std::string& field) {
    const auto words = plain_words(field);
    if (words.size() > 1) return words.front();
    const auto code = plain_code(field);
    return code.substr(0, (code.size() + 1) / 2);
}

/// The part before the @, and the domain without its last label.
std::vector<std::string> email_parts(const std::string& address) {
    const auto at = address.rfind('@');
    if (at == std::string::npos) return {address, ""};
    const auto domain = address.substr(at + 1);
    return {address.substr(0, at), domain.substr(0, domain.rfind('.'))};
}

/// Reads the column of one aspect, row by row.
class AspectReader {
  public:
    AspectReader(Aspect& aspect, Kind kind, DayPlace day_place)
        : aspect_(aspect), kind_(kind), day_place_(day_place) {}

    void read(const std::string& field) {
        aspect_.of_record.push_back(kind_ == Kind::date ? read_date_field(field) : add(field));
    }

  private:
    ValueId read_date_field(const std::string& field) {
        const auto date = read_date(field, day_place_);
        if (!date) return no_value;
        const auto id = aspect_.values.add(std::string(date->text()));
        if (id == aspect_.dates.size()) aspect_.dates.push_back(*date);
        return id;
    }

    ValueId add(const std::string& field) {
        auto text = compared_text(kind_, field);
        if (text.empty()) return no_value;
        const auto id = aspect_.values.add(text);
        if (id == aspect_.pieces_of.size()) add_pieces(field, text);
        return id;
    }

    void add_pieces(const std::string& field, const std::string& text) {
        std::vector<std::string> parts;
        if (kind_ == Kind::email) parts = email_parts(text);
        if (kind_ == Kind::postcode) parts = {postal_area(field)};
        if (aspect_.type == AspectType::words) parts = plain_words(field);
        auto& ids = aspect_.pieces_of.emplace_back();
        for (auto& part : parts) {
            ids.push_back(part.empty() ? no_value : aspect_.pieces.add(std::move(part)));
        }
    }

    Aspect& aspect_;
    Kind kind_;
    DayPlace day_place_;
};

constexpr std::size_t columns_told = 20;  // in a message

/// The names of the first columns, for whoever mistook one.
std::string told(std::vector<std::string> columns) {
    if (columns.size() > columns_told) {
        columns.resize(columns_told);
        columns.emplace_back("…");
    }
    return text::join(columns, ", ");
}

Result<std::size_t> place_of(const PersonFile& file, const std::string& column) {
    const auto found = std::ranges::find(file.table.columns, column);
    if (found == file.table.columns.end()) {
        return refuse(Errc::invalid, MessageKey("cli.links.column_missing",
                                                {{"file", file.name},
                                                 {"column", column},
                                                 {"columns", told(file.table.columns)}}));
    }
    return static_cast<std::size_t>(found - file.table.columns.begin());
}

Result<std::vector<std::size_t>> places_of(const PersonFile& file, const ColumnMap& map) {
    std::vector<std::size_t> places;
    for (const auto& column : map.columns) {
        AMPARO_TRY(const auto place, place_of(file, column.column));
        places.push_back(place);
    }
    return places;
}

Result<> read_ids(std::span<const PersonFile> files, const std::string& column, People& people) {
    std::unordered_set<std::string> seen;
    for (std::size_t i = 0; i < files.size(); ++i) {
        AMPARO_TRY(const auto place, place_of(files[i], column));
        const auto& table = files[i].table;
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const auto& id = table.rows[row][place];
            if (id.empty() || !seen.insert(id).second) {
                return refuse(Errc::invalid,
                              MessageKey(id.empty() ? "cli.links.id_missing" : "cli.links.id_twice",
                                         {{"file", files[i].name},
                                          {"line", std::to_string(table.lines[row])}}));
            }
            people.ids.push_back(id);
            people.file.push_back(static_cast<std::uint8_t>(i));
        }
    }
    return {};
}

void read_aspect(std::span<const PersonFile> files,
                 const std::vector<std::vector<std::size_t>>& places, std::size_t column,
                 std::pair<Kind, Aspect*> target) {
    std::vector<std::string> sample;
    if (target.first == Kind::date) {
        for (std::size_t i = 0; i < files.size(); ++i) {
            for (const auto& row : files[i].table.rows) sample.push_back(row[places[i][column]]);
        }
    }
    AspectReader reader(*target.second, target.first, find_day_place(sample));
    for (std::size_t i = 0; i < files.size(); ++i) {
        for (const auto& row : files[i].table.rows) reader.read(row[places[i][column]]);
    }
}

}  // namespace

ValueId Dictionary::add(std::string text) {
    const auto [entry, is_new] =
        ids_.try_emplace(std::move(text), static_cast<ValueId>(spellings_.size()));
    if (is_new) spellings_.push_back(spell(entry->first));
    return entry->second;
}

std::vector<ValueId> People::names_of(RecordId record) const {
    if (given.empty()) return {};
    auto all = further[record];
    for (const auto name : {given[record], surname[record]}) {
        if (name != no_value && std::ranges::find(all, name) == all.end()) all.push_back(name);
    }
    return all;
}

Result<People> gather(std::span<const PersonFile> files, const ColumnMap& map) {
    People people;
    AMPARO_CHECK(read_ids(files, map.id, people));
    std::vector<std::vector<std::size_t>> places;
    for (const auto& file : files) {
        AMPARO_TRY(auto found, places_of(file, map));
        places.push_back(std::move(found));
    }
    if (std::ranges::any_of(map.columns, [](const auto& c) { return is_name(c.kind); })) {
        for (std::size_t i = 0; i < files.size(); ++i) {
            NameReader names(people, map, places[i]);
            for (const auto& row : files[i].table.rows) names.read(row);
        }
        people.aspects.push_back({.type = AspectType::given, .column = "given"});
        people.aspects.push_back({.type = AspectType::surname, .column = "surname"});
        people.aspects.push_back({.type = AspectType::further, .column = "further"});
    }
    for (std::size_t i = 0; i < map.columns.size(); ++i) {
        const auto kind = map.columns[i].kind;
        if (is_name(kind)) continue;
        Aspect aspect{.type = aspect_type(kind), .column = map.columns[i].column};
        read_aspect(files, places, i, {kind, &aspect});
        people.aspects.push_back(std::move(aspect));
    }
    return people;
}

}  // namespace amparo::matching::links
