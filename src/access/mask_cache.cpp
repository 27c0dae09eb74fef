#include "access/mask_cache.hpp"

namespace amparo::access {

std::shared_ptr<const FieldMask> MaskCache::readable(const Actor& actor,
                                                     const DefinitionsPointer& definitions,
                                                     std::string_view record_type,
                                                     std::string_view module_id) {
    // A mask is the role's; what only the user decides must not come from the cache.
    if (actor.is_system() || !actor.user().is_active()) {
        return std::make_shared<const FieldMask>(
            readable_fields(actor, *definitions, record_type, module_id));
    }
    Key key{actor.role_pointer(), record_type, module_id, "read"};
    return find_or_make(field_masks_, definitions, std::move(key), [&] {
        return readable_fields(actor, *definitions, record_type, module_id);
    });
}

std::shared_ptr<const FieldMask> MaskCache::summary(const DefinitionsPointer& definitions,
                                                    std::string_view record_type) {
    Key key{nullptr, record_type, "", "summary"};
    return find_or_make(field_masks_, definitions, std::move(key),
                        [&] { return summary_fields(*definitions, record_type); });
}

std::shared_ptr<const WriteMask> MaskCache::writable(const Actor& actor,
                                                     const DefinitionsPointer& definitions,
                                                     const WriteQuestion& question) {
    const auto make = [&] { return writable_fields(actor, *definitions, question); };
    // Only the allow-list is remembered, so that a client cannot fill the cache with names.
    const bool known = question.record_action.empty() || is_record_action(question.record_action);
    if (actor.is_system() || !actor.user().is_active() || !known) {
        return std::make_shared<const WriteMask>(make());
    }
    std::string kind(question.kind == WriteKind::create ? "create " : "update ");
    kind += question.record_action;
    Key key{actor.role_pointer(), question.record_type, question.module_id, std::move(kind)};
    return find_or_make(write_masks_, definitions, std::move(key), make);
}

template <class Mask, class Make>
std::shared_ptr<const Mask> MaskCache::find_or_make(Masks<Mask>& masks,
                                                    const DefinitionsPointer& definitions, Key key,
                                                    const Make& make) {
    {
        const std::lock_guard lock(mutex_);
        forget_if_other(definitions);
        const auto found = masks.find(key);
        if (found != masks.end()) return found->second;
    }
    auto mask = std::make_shared<const Mask>(make());
    const std::lock_guard lock(mutex_);
    forget_if_other(definitions);
    if (masks.size() >= entries_max) masks.clear();
    masks.insert_or_assign(std::move(key), mask);
    return mask;
}

void MaskCache::forget_if_other(const DefinitionsPointer& definitions) {
    if (definitions_ == definitions) return;
    field_masks_.clear();
    write_masks_.clear();
    definitions_ = definitions;
}

}  // namespace amparo::access
