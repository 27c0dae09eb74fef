#include "matching/live/automatic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "casework/traces.hpp"
#include "matching/live/comparable_fields.hpp"
#include "matching/model/configuration.hpp"

namespace amparo::matching {
namespace {

using forms::FieldType;

/// Until weights are fitted: what agrees speaks a little for a match, what differs less against.
constexpr double agreed = 1;
constexpr double differed = -0.5;
constexpr std::size_t comparators_max = 64;  // of a model

/// How answers of a field are compared; nothing for those that cannot be.
std::optional<ComparatorType> type_for(const forms::Field& field) {
    switch (field.type) {
        case FieldType::text_field:
        case FieldType::textarea:
            return ComparatorType::text;
        case FieldType::numeric_field:
            return ComparatorType::number;
        case FieldType::date_field:
            return ComparatorType::date;
        case FieldType::tick_box:
        case FieldType::radio_button:
            return ComparatorType::select;
        case FieldType::select_box:
            if (field.option_source.ends_with("Location")) return ComparatorType::location;
            return field.multi_select ? ComparatorType::overlap : ComparatorType::select;
        default:
            return std::nullopt;
    }
}

/// One answer, and a list of answers, can be held against each other.
bool are_comparable(const forms::Field& one, const forms::Field& other) {
    const auto kind = [](const forms::Field& field) {
        const auto type = type_for(field);
        return type == ComparatorType::overlap ? ComparatorType::select : type;
    };
    return kind(one) && kind(one) == kind(other);
}

json::Object weights_for(ComparatorType type) {
    if (type == ComparatorType::location)
        return {{"leaf", agreed}, {"within", agreed}, {"level2", agreed / 2},
                {"level1", 0},    {"level0", 0},      {"other", differed}};
    if (type == ComparatorType::date)
        return {{"same", agreed},
                {"month", agreed / 2},
                {"season", 0},
                {"year", 0},
                {"other", differed}};
    return {{"agree", agreed}, {"disagree", differed}};
}

/// A field of cases, or of the rows that name relatives.
struct Own {
    const forms::Field* field;
    bool is_of_kin;
    std::string path() const {
        return is_of_kin ? std::string(kin_section) + "." + field->name : field->name;
    }
};

/// The criteria of one model.
class Criteria {
  public:
    Criteria(const forms::Definitions& definitions, const Model& model, bool is_tracing)
        : definitions_(definitions), model_(model), is_tracing_(is_tracing) {
        for (const auto& comparator : model.comparators) {
            ids_.insert(comparator.id);
            for (const auto& pair : comparator.pairs)
                read_.insert(pair.left.begin(), pair.left.end());
        }
        read_.insert(model.left_out.begin(), model.left_out.end());
    }

    json::Array find() {
        const auto room = comparators_max - std::min(comparators_max, model_.comparators.size());
        most_ = std::min(automatic_max, room);
        add(matchable_child_fields(definitions_), usual_child_fields(), false);
        add(matchable_kin_fields(definitions_), usual_kin_fields(), true);
        return std::move(found_);
    }

  private:
    /// The usual fields have criteria of their own, or none on purpose.
    void add(const std::vector<const forms::Field*>& fields,
             std::span<const std::string_view> usual, bool is_of_kin) {
        for (const auto* field : fields) {
            const Own own{field, is_of_kin};
            const bool is_usual = std::ranges::find(usual, field->name) != usual.end();
            if (!is_usual && !read_.contains(own.path()) && found_.size() < most_) add(own);
        }
    }
    void add(const Own& own) {
        const auto type = type_for(*own.field);
        if (!type) return;
        const auto others = is_tracing_ ? sought_fields(*own.field) : json::Array{own.path()};
        if (others.empty()) return;
        json::Object criterion{{"id", free_id(own.field->name)},
                               {"type", name_of(*type)},
                               {"case", json::Array{json::Value(own.path())}},
                               {is_tracing_ ? "trace" : "other", others},
                               {"weights", weights_for(*type)},
                               {"automatic", true}};
        if (own.is_of_kin) criterion["family"] = true;
        found_.emplace_back(std::move(criterion));
    }

    /// What is asked under the same name, or the corresponding one, about sought children or by
    /// those who search for them.
    json::Array sought_fields(const forms::Field& own) const {
        json::Array names;
        const std::string_view other = counterpart_of(own.name);
        for (const auto name : {std::string_view(own.name), other}) {
            const auto* field = sought_field(name);
            const bool is_new = names.empty() || other != own.name;
            if (field != nullptr && is_new && are_comparable(own, *field)) names.emplace_back(name);
        }
        return names;
    }
    const forms::Field* sought_field(std::string_view name) const {
        const auto* form = definitions_.form(casework::traces_section);
        const auto* of_trace = form == nullptr ? nullptr : form->find(name);
        return of_trace != nullptr ? of_trace : definitions_.field("tracing_request", name);
    }

    std::string free_id(const std::string& name) {
        auto id = name;
        for (int number = 2; ids_.contains(id); ++number) id = fmt::format("{}_{}", name, number);
        ids_.insert(id);
        return id;
    }

    const forms::Definitions& definitions_;
    const Model& model_;
    bool is_tracing_;
    std::set<std::string> ids_;
    std::set<std::string> read_;
    std::size_t most_ = 0;
    json::Array found_;
};

json::Array& comparators_of(json::Object& configuration, std::string_view model) {
    return configuration.at(model).as_object().at("comparators").as_array();
}

constexpr std::string_view models[] = {"tracing", "duplicates"};

}  // namespace

json::Object automatic_criteria(const json::Object& configuration,
                                const forms::Definitions& definitions) {
    const auto parsed = Configuration::parse(json::write(configuration));
    if (!parsed) return {{"tracing", json::Array()}, {"duplicates", json::Array()}};
    return {{"tracing", Criteria(definitions, parsed->tracing, true).find()},
            {"duplicates", Criteria(definitions, parsed->duplicates, false).find()}};
}

json::Object with_automatic(json::Object configuration, const forms::Definitions& definitions) {
    const auto found = automatic_criteria(configuration, definitions);
    for (const auto model : models) {
        for (const auto& criterion : found.at(model).as_array()) {
            auto longer = configuration;
            comparators_of(longer, model).push_back(criterion);
            // More fields than an index can hold: those behind take no part by themselves.
            if (!Configuration::parse(json::write(longer))) break;
            configuration = std::move(longer);
        }
    }
    return configuration;
}

json::Object without_automatic(json::Object configuration, const forms::Definitions& definitions) {
    auto bare = configuration;
    const auto is_automatic = [](const json::Value& criterion) {
        return criterion.is_object() && json::bool_or(criterion.get_object(), "automatic", false);
    };
    const auto list_of = [](json::Object& whole, std::string_view model) -> json::Array* {
        auto* found = whole.if_contains(model);
        if (found == nullptr || !found->is_object()) return nullptr;
        auto* list = found->get_object().if_contains("comparators");
        return list == nullptr ? nullptr : list->if_array();
    };
    for (const auto model : models) {
        if (auto* list = list_of(bare, model)) {
            const auto gone = std::ranges::remove_if(*list, is_automatic);
            list->erase(gone.begin(), gone.end());
        }
    }
    const auto by_itself = automatic_criteria(bare, definitions);
    for (const auto model : models) {
        auto* list = list_of(configuration, model);
        if (list == nullptr) continue;
        const auto& known = by_itself.at(model).as_array();
        const auto gone = std::ranges::remove_if(*list, [&](const json::Value& criterion) {
            return is_automatic(criterion) && std::ranges::find(known, criterion) != known.end();
        });
        list->erase(gone.begin(), gone.end());
        for (auto& criterion : *list) {
            if (is_automatic(criterion)) criterion.get_object().erase("automatic");
        }
    }
    return configuration;
}

}  // namespace amparo::matching
