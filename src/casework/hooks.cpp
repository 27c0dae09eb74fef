#include "casework/hooks.hpp"

namespace amparo::casework {

std::shared_ptr<const records::Hooks> hooks() {
    static const auto all = std::make_shared<const records::Hooks>(records::Hooks{
        .links = {},
        .announcements = {},
    });
    return all;
}

}  // namespace amparo::casework
