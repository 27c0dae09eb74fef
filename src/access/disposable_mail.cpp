#include "access/disposable_mail.hpp"

#include <fstream>

#include "base/log.hpp"
#include "base/text.hpp"

namespace amparo::access {
namespace {

// Public lists have some hundred thousand lines; beyond that it is not such a list.
constexpr std::size_t domains_max = 1'000'000;

}  // namespace

bool DisposableMail::holds(const std::string& email) {
    if (file_.empty()) return false;
    const std::lock_guard lock(mutex_);
    read_if_changed();
    auto domain = text::to_lower(text::trim(email.substr(email.rfind('@') + 1)));
    while (!domain.empty()) {
        if (domains_.contains(domain)) return true;
        const auto dot = domain.find('.');
        if (dot == std::string::npos) break;
        domain.erase(0, dot + 1);
    }
    return false;
}

void DisposableMail::read_if_changed() {
    std::error_code failure;
    const auto written = std::filesystem::last_write_time(file_, failure);
    std::ifstream file(file_);
    if (failure || !file) {
        log::error("registration.disposable_file_unreadable", {{"path", file_.string()}});
        return;
    }
    if (written == read_at_) return;
    domains_.clear();
    std::string line;
    while (domains_.size() < domains_max && std::getline(file, line)) {
        auto domain = text::to_lower(text::trim(line.substr(0, line.find('#'))));
        if (!domain.empty()) domains_.insert(std::move(domain));
    }
    read_at_ = written;
}

}  // namespace amparo::access
