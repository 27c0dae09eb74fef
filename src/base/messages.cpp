#include "base/messages.hpp"

#include <fstream>
#include <iterator>

#include "base/json.hpp"

namespace amparo {

namespace {

constexpr std::string_view fallback_locale = "en";

std::string fill_in(const std::string& text, const MessageKey& message) {
    std::string filled = text;
    for (const auto& [name, value] : message.arguments) {
        const auto mark = "{" + name + "}";
        for (auto at = filled.find(mark); at != std::string::npos;
             at = filled.find(mark, at + value.size())) {
            filled.replace(at, mark.size(), value);
        }
    }
    return filled;
}

Result<Messages::Catalogue> read_catalogue(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    auto object = json::parse_object(bytes);
    if (!object) {
        return refuse_field(Errc::invalid, file.filename().string(),
                            "errors.configuration.file_malformed");
    }
    Messages::Catalogue catalogue;
    for (const auto& [key, value] : *object) {
        if (!value.is_string()) {
            return refuse_field(Errc::invalid, file.filename().string() + "/" + std::string(key),
                                "errors.configuration.type");
        }
        catalogue.emplace(key, value.as_string());
    }
    return catalogue;
}

}  // namespace

Result<Messages> Messages::load(const std::filesystem::path& directory) {
    Messages messages;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
        if (entry.path().extension() != ".json") continue;
        AMPARO_TRY(auto catalogue, read_catalogue(entry.path()));
        messages.catalogues_.emplace(entry.path().stem().string(), std::move(catalogue));
    }
    if (!messages.catalogues_.contains(fallback_locale)) {
        return refuse_field(Errc::invalid, "messages/en.json", "errors.configuration.file_missing");
    }
    return messages;
}

std::string Messages::text(std::string_view locale, const MessageKey& message) const {
    for (const auto name : {locale, fallback_locale}) {
        const auto catalogue = catalogues_.find(name);
        if (catalogue == catalogues_.end()) continue;
        const auto found = catalogue->second.find(message.key);
        if (found != catalogue->second.end()) return fill_in(found->second, message);
    }
    return message.key;
}

bool Messages::has(std::string_view key) const {
    const auto catalogue = catalogues_.find(fallback_locale);
    return catalogue != catalogues_.end() && catalogue->second.contains(key);
}

}  // namespace amparo
