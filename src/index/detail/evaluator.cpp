#include "index/detail/evaluator.hpp"

#include <algorithm>

#include "index/detail/table.hpp"

namespace amparo::index {
namespace {

std::unexpected<Error> wrong_kind(const std::string& column) {
    return refuse_field(Errc::invalid, column, "errors.query.wrong_kind");
}

int cost_of(const Filter& filter);

int greatest_cost(const Filters& parts) {
    int cost = 0;
    for (const auto& part : parts) cost = std::max(cost, cost_of(part));
    return cost;
}

struct Cost {
    int operator()(const NumberRange& /*node*/) const { return 2; }
    int operator()(const DateRange& /*node*/) const { return 2; }
    int operator()(const Contains& /*node*/) const { return 3; }
    int operator()(const Found& /*node*/) const { return 3; }
    int operator()(const And& node) const { return greatest_cost(node.parts); }
    int operator()(const Or& node) const { return greatest_cost(node.parts); }
    int operator()(const Not& node) const { return std::max(1, cost_of(*node.part)); }
    template <class Other>
    int operator()(const Other& /*node*/) const {
        return 0;
    }
};

/// What is cheap to answer without knowing the rest comes first, so that scans and checks can be
/// confined to what is left.
int cost_of(const Filter& filter) {
    return std::visit(Cost{}, filter.node);
}

std::vector<const Filter*> cheapest_first(const Filters& parts) {
    std::vector<const Filter*> ordered;
    for (const auto& part : parts) ordered.push_back(&part);
    std::stable_sort(ordered.begin(), ordered.end(), [](const Filter* left, const Filter* right) {
        return cost_of(*left) < cost_of(*right);
    });
    return ordered;
}

}  // namespace

Result<Selection> Evaluator::evaluate(const Filter& filter) const {
    return answer(filter, nullptr);
}

Result<Selection> Evaluator::evaluate(const Filter& filter, const Bitmap& within) const {
    return answer(filter, &within);
}

Result<Selection> Evaluator::answer(const Filter& filter, const Bitmap* within) const {
    if (std::holds_alternative<All>(filter.node)) return Selection(&table_.ids().all());
    if (std::holds_alternative<None>(filter.node)) return Selection();
    return std::visit(
        [&](const auto& node) -> Result<Selection> {
            if constexpr (requires { answer_node(node, within); }) {
                return answer_node(node, within);
            } else {
                return Selection();
            }
        },
        filter.node);
}

Result<Selection> Evaluator::answer_node(const AnyOf& node, const Bitmap* within) const {
    AMPARO_TRY(const auto* column, table_.column(node.column));
    return column->store->any_of(node.values, within);
}

Result<Selection> Evaluator::answer_node(const UnderLocation& node,
                                         const Bitmap* /*within*/) const {
    AMPARO_TRY(const auto* column, table_.column(node.column));
    if (column->spec.kind != ColumnKind::location) return wrong_kind(node.column);
    return column->keyword->under(node.code, node.level_min);
}

Result<Selection> Evaluator::answer_node(const NumberRange& node, const Bitmap* within) const {
    AMPARO_TRY(const auto* column, table_.column(node.column));
    if (column->spec.kind != ColumnKind::number) return wrong_kind(node.column);
    const auto from = node.from ? ordered_number(*node.from) : INT64_MIN;
    const auto to = node.to ? ordered_number(*node.to) : INT64_MAX;
    return column->value->range(from, to, within);
}

Result<Selection> Evaluator::answer_node(const DateRange& node, const Bitmap* within) const {
    AMPARO_TRY(const auto* column, table_.column(node.column));
    if (column->spec.kind != ColumnKind::date) return wrong_kind(node.column);
    return column->value->range(node.from.value_or(INT64_MIN), node.to.value_or(INT64_MAX), within);
}

Result<Selection> Evaluator::answer_node(const Present& node, const Bitmap* /*within*/) const {
    AMPARO_TRY(const auto* column, table_.column(node.column));
    return Selection(&column->store->present());
}

Result<Selection> Evaluator::answer_node(const Contains& node, const Bitmap* within) const {
    AMPARO_TRY(const auto* column, table_.column(node.column));
    if (column->spec.kind != ColumnKind::identifier) return wrong_kind(node.column);
    return column->identifier->containing(node.piece, within);
}

Result<Selection> Evaluator::answer_node(const And& node, const Bitmap* within) const {
    if (node.parts.empty()) return Selection(&table_.ids().all());
    std::optional<Selection> left;
    for (const auto* part : cheapest_first(node.parts)) {
        const auto* scope = left ? &left->bitmap() : within;
        AMPARO_TRY(auto right, answer(*part, scope));
        if (!left) {
            left = std::move(right);
        } else {
            left = Selection(Bitmap::intersection(left->bitmap(), right.bitmap()));
        }
    }
    return std::move(*left);
}

Result<Selection> Evaluator::answer_node(const Or& node, const Bitmap* within) const {
    std::vector<Selection> answers;
    for (const auto& part : node.parts) {
        AMPARO_TRY(auto one, answer(part, within));
        answers.push_back(std::move(one));
    }
    std::vector<const Bitmap*> bitmaps;
    bitmaps.reserve(answers.size());
    for (const auto& one : answers) bitmaps.push_back(&one.bitmap());
    return Selection(Bitmap::union_of(bitmaps));
}

Result<Selection> Evaluator::answer_node(const Not& node, const Bitmap* within) const {
    AMPARO_TRY(const auto part, answer(*node.part, within));
    const auto& whole = within != nullptr ? *within : table_.ids().all();
    return Selection(Bitmap::difference(whole, part.bitmap()));
}

Result<Selection> Evaluator::answer_node(const Ids& node, const Bitmap* /*within*/) const {
    std::vector<Ordinal> ordinals;
    for (const auto& text : node.ids) {
        const auto id = RecordId::parse(text);
        if (!id) continue;
        if (const auto ordinal = table_.ids().find(*id)) ordinals.push_back(*ordinal);
    }
    std::sort(ordinals.begin(), ordinals.end());
    return Selection(Bitmap::of(ordinals));
}

Result<Selection> Evaluator::answer_node(const Found& node, const Bitmap* within) const {
    if (node.search.mode == Search::Mode::name) return wrong_kind("query");
    const auto& whole = within != nullptr ? *within : table_.ids().all();
    const auto found = table_.search(node.search, whole, 0);
    std::vector<const Bitmap*> bitmaps;
    for (const auto& tier : found.tiers) bitmaps.push_back(&tier.records);
    return Selection(Bitmap::union_of(bitmaps));
}

}  // namespace amparo::index
