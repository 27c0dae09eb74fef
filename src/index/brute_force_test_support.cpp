#include "index/brute_force_test_support.hpp"

#include <algorithm>
#include <set>

#include "base/clock.hpp"
#include "base/text.hpp"

namespace amparo::index {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

template <class Map>
const auto& values_of(const Map& map, const std::string& column) {
    static const typename Map::mapped_type none;
    const auto found = map.find(column);
    return found == map.end() ? none : found->second;
}

bool is_text(ColumnKind kind) {
    return kind != ColumnKind::number && kind != ColumnKind::date;
}

/// What orders a record in a column; records without a key come last.
struct Key {
    bool is_missing = true;
    double number = 0;
    std::string collation;
    std::string text;
    auto operator<=>(const Key&) const = default;
};

Key key_of(const TruthRecord& record, const Column& column) {
    Key key;
    if (is_text(column.kind)) {
        const bool is_coded =
            column.kind == ColumnKind::keyword || column.kind == ColumnKind::location;
        for (const auto& text : values_of(record.texts, column.name)) {
            Key candidate{false, 0, text::collation_key(text), is_coded ? text : ""};
            if (key.is_missing || candidate < key) key = std::move(candidate);
        }
        return key;
    }
    const auto consider = [&](double number) {
        if (key.is_missing || number < key.number) key = {false, number, {}, {}};
    };
    for (const auto number : values_of(record.numbers, column.name)) consider(number);
    for (const auto date : values_of(record.dates, column.name)) {
        consider(static_cast<double>(date));
    }
    return key;
}

struct Matcher {
    const BruteForce& truth;
    const RecordId& id;
    const TruthRecord& record;
    const std::map<std::string, ColumnKind>& kinds;

    bool operator()(const All& /*node*/) const { return true; }
    bool operator()(const None& /*node*/) const { return false; }
    bool operator()(const AnyOf& node) const {
        for (const auto& text : values_of(record.texts, node.column)) {
            if (std::ranges::find(node.values, text) != node.values.end()) return true;
        }
        for (const auto number : values_of(record.numbers, node.column)) {
            for (const auto& value : node.values) {
                if (std::stod(value) == number) return true;
            }
        }
        return false;
    }
    bool operator()(const UnderLocation& node) const {
        const auto sought = text::to_lower(node.code);
        for (const auto& place : values_of(record.texts, node.column)) {
            for (const auto& ancestor : test_ancestors(place)) {
                if (ancestor.code == sought && ancestor.admin_level >= node.level_min) return true;
            }
        }
        return false;
    }
    bool operator()(const NumberRange& node) const {
        return std::ranges::any_of(values_of(record.numbers, node.column), [&](double number) {
            return (!node.from || number >= *node.from) && (!node.to || number <= *node.to);
        });
    }
    bool operator()(const DateRange& node) const {
        return std::ranges::any_of(values_of(record.dates, node.column), [&](std::int64_t date) {
            return (!node.from || date >= *node.from) && (!node.to || date <= *node.to);
        });
    }
    bool operator()(const Present& node) const {
        return !values_of(record.texts, node.column).empty() ||
               !values_of(record.numbers, node.column).empty() ||
               !values_of(record.dates, node.column).empty();
    }
    bool operator()(const Contains& node) const {
        return std::ranges::any_of(
            values_of(record.texts, node.column), [&](const std::string& text) {
                const auto piece = text::identifier_key(node.piece);
                return (node.piece.empty() || !piece.empty()) &&
                       text::identifier_key(text).find(piece) != std::string::npos;
            });
    }
    bool operator()(const And& node) const {
        return std::ranges::all_of(
            node.parts, [&](const Filter& part) { return truth.matches(id, record, part); });
    }
    bool operator()(const Or& node) const {
        return std::ranges::any_of(
            node.parts, [&](const Filter& part) { return truth.matches(id, record, part); });
    }
    bool operator()(const Not& node) const { return !truth.matches(id, record, *node.part); }
    bool operator()(const Found& /*node*/) const { return false; }  // not among the made filters
    bool operator()(const Ids& node) const {
        return std::ranges::find(node.ids, id.text()) != node.ids.end();
    }
};

}  // namespace

bool BruteForce::matches(const RecordId& id, const TruthRecord& record,
                         const Filter& filter) const {
    static const std::map<std::string, ColumnKind> kinds;
    return std::visit(Matcher{*this, id, record, kinds}, filter.node);
}

std::vector<RecordId> BruteForce::matching(const Filter& filter) const {
    std::vector<RecordId> found;
    for (const auto& [id, record] : records_) {
        if (matches(id, record, filter)) found.push_back(id);
    }
    return found;
}

std::vector<RecordId> BruteForce::sorted(const Filter& filter, const Sort& sort) const {
    const auto& sorting = column(sort.column);
    std::vector<std::pair<Key, RecordId>> present;
    std::vector<RecordId> missing;
    for (const auto& id : matching(filter)) {
        auto key = key_of(records_.at(id), sorting);
        if (key.is_missing) {
            missing.push_back(id);
        } else {
            present.emplace_back(std::move(key), id);
        }
    }
    std::sort(present.begin(), present.end());
    if (sort.descending) {
        std::reverse(present.begin(), present.end());
        std::reverse(missing.begin(), missing.end());
    }
    std::vector<RecordId> all;
    for (const auto& [key, id] : present) all.push_back(id);
    all.insert(all.end(), missing.begin(), missing.end());
    return all;
}

std::map<std::string, std::size_t> BruteForce::count_by(const Filter& filter,
                                                        const std::string& column) const {
    std::map<std::string, std::size_t> counts;
    for (const auto& id : matching(filter)) {
        const auto& values = values_of(records_.at(id).texts, column);
        for (const auto& value : std::set(values.begin(), values.end())) ++counts[value];
    }
    return counts;
}

const Column& BruteForce::column(const std::string& name) const {
    const auto found = std::ranges::find(schema_.columns, name, &Column::name);
    AMPARO_REQUIRE(found != schema_.columns.end());
    return *found;
}

Schema test_schema() {
    using enum ColumnKind;
    Schema schema;
    schema.record_type = "case";
    schema.columns = {
        {.name = "status", .kind = keyword, .sortable = true},
        {.name = "flagged", .kind = keyword},
        {.name = "tags", .kind = keyword, .sortable = true},
        {.name = "worker", .kind = keyword, .sortable = true},
        {.name = "place", .kind = location, .sortable = true},
        {.name = "age", .kind = number, .sortable = true},
        {.name = "score", .kind = number, .path = "scores[].value"},
        {.name = "born", .kind = date, .sortable = true},
        {.name = "created_at", .kind = date, .sortable = true, .is_instant = true},
        {.name = "due", .kind = date, .sortable = true, .path = "services[].due"},
        {.name = "short_id", .kind = identifier, .sortable = true},
        {.name = "case_id", .kind = identifier},
        {.name = "codes", .kind = identifier},
        {.name = "note", .kind = text, .sortable = true},
        {.name = "name", .kind = name, .sortable = true},
        {.name = "nickname", .kind = name},
        {.name = "phone", .kind = text},
    };
    schema.identifier_columns = {"short_id", "case_id", "codes"};
    schema.name_columns = {"name", "nickname"};
    schema.phone_columns = {"phone"};
    return schema;
}

std::vector<Ancestor> test_ancestors(std::string_view code) {
    std::vector<Ancestor> chain;
    for (auto place = text::to_lower(code); place.size() > 1; place.pop_back()) {
        chain.push_back({place, static_cast<int>(place.size()) - 2});
    }
    return chain;
}

RecordId Generator::id() {
    std::array<std::uint8_t, 16> bytes;
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random_());
    return RecordId(Uuid(bytes));
}

void Generator::put_texts(TruthRecord& record, const std::string& column,
                          std::vector<std::string> values) {
    if (values.size() == 1 && !one_in(3)) {
        record.document[column] = values.front();
    } else if (!values.empty()) {
        record.document[column] = json::to_array(values);
    }
    if (!values.empty()) record.texts[column] = std::move(values);
}

std::string Generator::keyword(const std::string& column) {
    if (column == "status") {
        static constexpr const char* values[] = {"open", "closed", "transferred"};
        return values[below(one_in(4) ? 3 : 1)];
    }
    if (column == "place") {
        const auto place = "P" + std::to_string(below(3)) + std::to_string(below(4));
        return one_in(5) ? place.substr(0, 2) : place;
    }
    if (column == "worker") return "worker_" + std::to_string(below(200));
    return "tag " + std::to_string(below(6));
}

std::string Generator::identifier() {
    static constexpr std::string_view letters = "aAbB01-é";
    std::string text;
    for (auto left = below(7); left > 0; --left) {
        const auto at = below(letters.size() - 1);
        text += letters.substr(at, at + 2 == letters.size() ? 2 : 1);
    }
    return text;
}

double Generator::number() {
    if (one_in(4)) return static_cast<double>(below(2000)) / 8 - 100;
    return static_cast<double>(below(18));
}

std::int64_t Generator::day() {
    return (static_cast<std::int64_t>(below(9000)) - 1000) * day_ms;
}

std::string Generator::name() {
    static constexpr const char* words[] = {
        "Amina", "Hallam", "Amaya",  "Mohamed",  "Muhammad", "Juma", "Élodie", "Okello", "محمد",
        "فاطمة", "Ñandú",  "Fatuma", "Abdallah", "Sara",     "José", "Jose",   "Иван"};
    std::string full;
    for (auto left = 1 + below(3); left > 0; --left) {
        full += std::string(full.empty() ? "" : " ") + words[below(std::size(words))];
    }
    return full;
}

std::string Generator::searched(Search::Mode mode) {
    if (mode == Search::Mode::identifier) return identifier() + "1";
    if (mode == Search::Mode::phone) return "+254 7" + std::to_string(10000000 + below(300));
    return name();
}

TruthRecord Generator::record() {
    TruthRecord record;
    if (!one_in(20)) put_texts(record, "status", {keyword("status")});
    if (!one_in(3)) {
        const bool value = one_in(2);
        record.document["flagged"] = value;
        record.texts["flagged"] = {value ? "true" : "false"};
    }
    std::vector<std::string> tags;
    for (auto left = below(4); left > 0; --left) tags.push_back(keyword("tags"));
    put_texts(record, "tags", tags);
    if (!one_in(10)) put_texts(record, "worker", {keyword("worker")});
    if (!one_in(6)) put_texts(record, "place", {keyword("place")});
    if (!one_in(5)) {
        record.numbers["age"] = {number()};
        record.document["age"] = record.numbers["age"].front();
    }
    for (auto left = one_in(3) ? below(4) : 0; left > 0; --left) {
        record.numbers["score"].push_back(number());
        auto& rows = record.document["scores"];
        if (!rows.is_array()) rows = json::Array();
        rows.as_array().push_back(json::Object{{"value", record.numbers["score"].back()}});
    }
    if (!one_in(4)) {
        record.dates["born"] = {day()};
        record.document["born"] =
            format_day(Day(std::chrono::days(record.dates["born"][0] / day_ms)));
    }
    // Few distinct instants, so that ties are common.
    const auto created = 1'700'000'000'000 + static_cast<std::int64_t>(below(50)) * 977;
    record.dates["created_at"] = {created};
    record.document["created_at"] = format_instant(Instant(std::chrono::milliseconds(created)));
    for (auto left = one_in(4) ? below(5) : 0; left > 0; --left) {
        record.dates["due"].push_back(day());
        auto& rows = record.document["services"];
        if (!rows.is_array()) rows = json::Array();
        const Day due(std::chrono::days(record.dates["due"].back() / day_ms));
        rows.as_array().push_back(json::Object{{"due", format_day(due)}, {"other", 1}});
    }
    const auto uuid = id().text();
    if (!one_in(8)) put_texts(record, "case_id", {uuid});
    if (!one_in(8)) put_texts(record, "short_id", {uuid.substr(29)});
    std::vector<std::string> codes;
    for (auto left = below(3); left > 0; --left) codes.push_back(one_in(9) ? uuid : identifier());
    std::erase(codes, "");
    put_texts(record, "codes", codes);
    if (one_in(2)) put_texts(record, "note", {"note " + std::to_string(below(40))});
    if (!one_in(10)) put_texts(record, "name", {name()});
    if (one_in(3)) put_texts(record, "nickname", {name()});
    if (one_in(3)) put_texts(record, "phone", {"+254 7" + std::to_string(10000000 + below(300))});
    return record;
}

Filters Generator::leaves(int depth) {
    Filters parts;
    for (auto left = 1 + below(3); left > 0; --left) parts.push_back(filter(depth - 1));
    return parts;
}

Filter Generator::filter(int depth) {
    if (depth == 0 || one_in(3)) return leaf();
    switch (below(4)) {
        case 0:
            return {Or{leaves(depth)}};
        case 1:
            return {Not{std::make_unique<Filter>(filter(depth - 1))}};
        default:
            return {And{leaves(depth)}};
    }
}

Filter Generator::leaf() {
    static const std::string coded[] = {"status", "tags", "worker", "place"};
    static const std::string every[] = {"status", "flagged", "tags",     "worker", "place",
                                        "age",    "score",   "born",     "due",    "short_id",
                                        "codes",  "note",    "nickname", "phone"};
    static const std::string identifiers[] = {"short_id", "case_id", "codes"};
    const auto some = [&](auto make) {
        std::vector<std::string> values;
        for (auto left = below(4); left > 0; --left) values.push_back(make());
        return values;
    };
    switch (below(12)) {
        case 0:
            return {Present{every[below(std::size(every))]}};
        case 1:
            return {NumberRange{one_in(2) ? "age" : "score",
                                one_in(3) ? std::nullopt : std::optional(number()),
                                one_in(3) ? std::nullopt : std::optional(number())}};
        case 2:
            return {DateRange{one_in(2) ? "born" : "due",
                              one_in(3) ? std::nullopt : std::optional(day()),
                              one_in(3) ? std::nullopt : std::optional(day())}};
        case 3:
            return {UnderLocation{"place", keyword("place"), static_cast<int>(below(3))}};
        case 4:
            return {Contains{identifiers[below(3)], identifier()}};
        case 5:
            return {AnyOf{"codes", some([&] { return identifier(); })}};
        case 6:
            return {AnyOf{"note", some([&] { return "note " + std::to_string(below(40)); })}};
        case 7:
            return {AnyOf{"age", some([&] { return std::to_string(below(18)); })}};
        case 8:
            return {AnyOf{"flagged", {one_in(2) ? "true" : "false"}}};
        case 9:
            return one_in(2) ? Filter{All{}} : Filter{None{}};
        default:
            break;
    }
    const auto& column = coded[below(std::size(coded))];
    return {AnyOf{column, some([&] { return keyword(column); })}};
}

Sort Generator::sort() {
    static const std::string columns[] = {"status",   "tags", "worker",    "place",
                                          "age",      "born", "due",       "note",
                                          "short_id", "name", "created_at"};
    return {columns[below(std::size(columns))], one_in(2)};
}

}  // namespace amparo::index
