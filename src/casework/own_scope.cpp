#include "casework/own_scope.hpp"

#include <utility>

namespace amparo::casework {

index::Filter own_scope_filter(const access::Actor& actor, std::string_view record_type) {
    auto scope = access::scope_of(actor, record_type, access::Reach::own);
    if (scope.kind == access::Scope::Kind::all) return index::Filter{index::All{}};
    if (scope.kind == access::Scope::Kind::none) return index::Filter{index::None{}};
    return index::Filter{index::AnyOf{scope.field, std::move(scope.values)}};
}

}  // namespace amparo::casework
