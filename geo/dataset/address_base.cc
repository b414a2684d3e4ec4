// SPDX-License-Identifier: EUPL-1.2
#include "geo/dataset/address_base.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace qpv {
namespace {

tl::unexpected<Error> unreadable(std::filesystem::path const& file) {
  auto const name = file.filename().string();
  return fail(ErrorCode::kIo, name + " : lecture impossible", name);
}

void unmap(std::span<std::byte const> bytes) {
  // munmap takes what mmap gave, without const.
  if (!bytes.empty()) munmap(const_cast<std::byte*>(bytes.data()), bytes.size());  // NOLINT
}

}  // namespace

Result<MappedFile> MappedFile::open(std::filesystem::path const& file) {
  int const fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return unreadable(file);
  struct stat status {};
  bool const known = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
  auto const size = known ? static_cast<std::size_t>(status.st_size) : 0;
  void* const start = size == 0 ? nullptr : mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
  close(fd);  // the mapping stays
  if (!known || start == MAP_FAILED) return unreadable(file);
  auto const name = file.filename().string();
  if (size == 0) return fail(ErrorCode::kCorruptData, name + " : ce fichier est vide", name);
  return MappedFile({static_cast<std::byte const*>(start), size});
}

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  return *this;
}

MappedFile::~MappedFile() { unmap(bytes_); }

Result<AddressBase> open_addresses(std::filesystem::path const& file, IndexCheck check) {
  auto mapped = MappedFile::open(file);
  if (!mapped) return tl::unexpected(mapped.error());
  auto index = AddressIndex::open(mapped->bytes(), check);
  if (!index) {
    auto const name = file.filename().string();
    return fail(index.error().code, name + " : " + index.error().message, name);
  }
  return AddressBase{std::move(*mapped), std::move(*index)};
}

}  // namespace qpv
