#include "index/filter.hpp"

namespace amparo::index {
namespace {

Filters copies_of(const Filters& parts) {
    Filters copies;
    for (const auto& part : parts) copies.push_back(copy_of(part));
    return copies;
}

struct Copy {
    Filter operator()(const And& node) const { return {And{copies_of(node.parts)}}; }
    Filter operator()(const Or& node) const { return {Or{copies_of(node.parts)}}; }
    Filter operator()(const Not& node) const {
        return {Not{std::make_unique<Filter>(copy_of(*node.part))}};
    }
    template <class Leaf>
    Filter operator()(const Leaf& node) const {
        return {node};
    }
};

}  // namespace

Filter copy_of(const Filter& filter) {
    return std::visit(Copy{}, filter.node);
}

}  // namespace amparo::index
