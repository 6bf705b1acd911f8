"""What people write -> what documents write: chat spelling and the abbreviations of Indonesian regional planning."""

CHAT = {
    "brp": "berapa", "brapa": "berapa", "brpa": "berapa", "berp": "berapa", "thn": "tahun", "th": "tahun", "taun": "tahun", "yg": "yang",
    "dmn": "dimana", "dmana": "dimana", "kpn": "kapan", "sp": "siapa", "spa": "siapa", "siapakah": "siapa", "utk": "untuk",
    "u/": "untuk", "dgn": "dengan", "dg": "dengan", "dr": "dari", "pd": "pada", "tgl": "tanggal", "tsb": "tersebut", "sbg": "sebagai",
    "jml": "jumlah", "jmlh": "jumlah", "jlh": "jumlah", "aja": "saja", "aj": "saja", "sj": "saja", "apaan": "apa", "ap": "apa",
    "gmn": "bagaimana", "gmana": "bagaimana", "gimana": "bagaimana", "bgmn": "bagaimana", "knp": "kenapa", "krn": "karena",
    "dlm": "dalam", "tdk": "tidak", "gak": "tidak", "ga": "tidak", "nggak": "tidak", "enggak": "tidak", "blm": "belum", "sdh": "sudah",
    "udah": "sudah", "udh": "sudah", "klo": "kalau", "kl": "kalau", "kalo": "kalau", "sm": "sama", "bs": "bisa", "bsa": "bisa",
    "jd": "jadi", "jg": "juga", "lg": "lagi", "skrg": "sekarang", "skr": "sekarang", "org": "orang", "bln": "bulan", "hr": "hari",
    "mgg": "minggu", "kec": "kecamatan", "kel": "kelurahan", "kab": "kabupaten", "prov": "provinsi", "kmrn": "kemarin",
    "bgt": "banget", "dlu": "dulu", "tlg": "tolong", "mhn": "mohon", "kpd": "kepada", "thd": "terhadap", "ttg": "tentang",
    "mnrt": "menurut", "mnurut": "menurut", "buat": "untuk", "bwt": "untuk", "trs": "terus", "trus": "terus", "n": "dan", "maks": "maksimal",
    "max": "maksimal", "min": "minimal", "rb": "ribu", "jt": "juta", "bedanya": "perbedaan", "beda": "perbedaan", "nanya": "tanya",
    "cuman": "cuma", "doang": "saja", "anggarannya": "anggaran", "pj": "penjabat", "wagub": "wakil gubernur", "wabup": "wakil bupati",
    "wawali": "wakil wali kota", "walkot": "wali kota", "walikota": "wali kota", "cagub": "calon gubernur", "kadis": "kepala dinas",
    "kaban": "kepala badan", "kadiskominfo": "kepala diskominfo", "perpres": "peraturan presiden", "permen": "peraturan menteri",
    "stlh": "setelah", "stelah": "setelah", "stl": "setelah", "sblm": "sebelum", "sblum": "sebelum", "dah": "sudah", "pake": "pakai",
    "sampe": "sampai", "smpe": "sampai", "nyampe": "sampai", "kek": "seperti", "kyk": "seperti", "kayak": "seperti",
    "ttng": "tentang", "krna": "karena", "hrs": "harus", "hrus": "harus", "orng": "orang", "sktr": "sekitar", "blum": "belum",
    "bikin": "membuat", "ngapain": "mengapa", "napa": "mengapa", "tp": "tapi", "tpi": "tapi", "cm": "cuma", "emang": "memang",
    "abis": "setelah", "ama": "sama", "gk": "tidak", "ngga": "tidak", "apbdp": "perubahan apbd", "kira2": "kira kira",
    "duit": "uang", "jkt": "jakarta", "sulsel": "sulawesi selatan", "jatim": "jawa timur", "jabar": "jawa barat", "jateng": "jawa tengah",
}  # fmt: skip
"""Chat spelling -> the word meant. Applied to questions only, never to documents."""

ACRONYMS = {
    "spbe": "sistem pemerintahan berbasis elektronik", "rpjmd": "rencana pembangunan jangka menengah daerah",
    "rpjpd": "rencana pembangunan jangka panjang daerah", "rkpd": "rencana kerja pemerintah daerah", "renstra": "rencana strategis",
    "renja": "rencana kerja", "rtrw": "rencana tata ruang wilayah", "apbd": "anggaran pendapatan dan belanja daerah",
    "apbn": "anggaran pendapatan dan belanja negara", "pad": "pendapatan asli daerah", "dau": "dana alokasi umum",
    "dak": "dana alokasi khusus", "dbh": "dana bagi hasil", "silpa": "sisa lebih pembiayaan anggaran",
    "opd": "organisasi perangkat daerah", "skpd": "satuan kerja perangkat daerah", "pd": "perangkat daerah", "asn": "aparatur sipil negara",
    "pns": "pegawai negeri sipil", "perda": "peraturan daerah", "perbup": "peraturan bupati", "perwali": "peraturan wali kota",
    "pergub": "peraturan gubernur", "perkada": "peraturan kepala daerah", "sk": "keputusan", "uu": "undang undang", "pp": "peraturan pemerintah",
    "pojk": "peraturan otoritas jasa keuangan", "ojk": "otoritas jasa keuangan", "iku": "indikator kinerja utama",
    "ikd": "indikator kinerja daerah", "ikk": "indikator kinerja kunci", "spm": "standar pelayanan minimal",
    "ipm": "indeks pembangunan manusia", "imm": "indeks modal manusia", "pdrb": "produk domestik regional bruto", "tpt": "tingkat pengangguran terbuka",
    "tik": "teknologi informasi dan komunikasi", "diskominfo": "dinas komunikasi dan informatika",
    "kominfo": "komunikasi dan informatika", "kemenkominfo": "kementerian komunikasi dan informatika",
    "bappeda": "badan perencanaan pembangunan daerah", "bps": "badan pusat statistik", "dprd": "dewan perwakilan rakyat daerah",
    "sekda": "sekretaris daerah", "musrenbang": "musyawarah perencanaan pembangunan", "umkm": "usaha mikro kecil dan menengah",
    "rth": "ruang terbuka hijau", "nrw": "non revenue water", "klhs": "kajian lingkungan hidup strategis", "tpb": "tujuan pembangunan berkelanjutan",
    "sdm": "sumber daya manusia", "sda": "sumber daya air", "bumd": "badan usaha milik daerah", "blud": "badan layanan umum daerah",
    "puskesmas": "pusat kesehatan masyarakat", "kpi": "indikator kinerja", "mou": "nota kesepahaman", "bimtek": "bimbingan teknis",
    "adhb": "atas dasar harga berlaku", "adhk": "atas dasar harga konstan", "lkm": "lembaga keuangan mikro",
    "wagub": "wakil gubernur", "kua": "kebijakan umum anggaran", "ppas": "prioritas dan plafon anggaran sementara",
    "lppd": "laporan penyelenggaraan pemerintahan daerah", "lkpj": "laporan keterangan pertanggungjawaban", "kab": "kabupaten",
    "masterplan": "rencana induk", "dpupr": "dinas pekerjaan umum dan penataan ruang", "dlh": "dinas lingkungan hidup",
    "dpmptsp": "dinas penanaman modal dan pelayanan terpadu satu pintu", "disdukcapil": "dinas kependudukan dan pencatatan sipil",
    "wisman": "wisatawan mancanegara", "wisnus": "wisatawan nusantara", "dinkes": "dinas kesehatan", "disdik": "dinas pendidikan", "dishub": "dinas perhubungan", "bpbd": "badan penanggulangan bencana daerah",
}  # fmt: skip
"""Acronyms of the field -> what they stand for. A question that uses either is matched with both."""

SAME = (
    ("maksimal", "maksimum", "paling banyak", "paling tinggi", "paling lama", "paling besar", "terbesar"), ("minimal", "minimum", "paling sedikit", "paling kurang", "paling kecil", "terkecil"),
    ("jangka waktu", "batas waktu", "tenggat", "lama"), ("penanggung jawab", "bertanggung jawab"), ("perbedaan", "membedakan"),
    ("anggaran", "pagu"), ("hp", "telepon", "ponsel"), ("smart city", "kota cerdas"), ("masterplan", "master plan", "rencana induk"),
    ("gini", "rasio gini", "gini ratio"), ("website", "situs", "laman"), ("tujuan", "bertujuan", "manfaat"), ("penduduk", "populasi"),
    ("terlambat", "keterlambatan", "telat"), ("mulai berlaku", "berlaku sejak"), ("macet", "kemacetan"),
    ("serat optik", "fiber optik", "fiber optic"), ("honor", "honorarium"), ("kepanjangan", "singkatan"), ("strategi", "upaya", "langkah"), ("mekanisme", "tata cara", "prosedur"), ("aturan", "peraturan"), ("warga", "masyarakat", "penduduk"),
)  # fmt: skip
"""Words and phrases that questions and documents use for one another."""
