"""The names of Indonesia's provinces, regencies and cities, as the Ministry of Home Affairs lists them (taken from areaid 1.1.2, MIT).

A question that names one of them asks about no other place.
"""

NAMES = frozenset(
    """
aceh, aceh barat, aceh barat daya, aceh besar, aceh jaya, aceh selatan, aceh singkil, aceh tamiang, aceh tengah, aceh
tenggara, aceh timur, aceh utara, agam, alor, ambon, asahan, asmat, badung, balangan, bali, balikpapan, banda aceh, bandar
lampung, bandung, bandung barat, banggai, banggai kepulauan, banggai laut, bangka, bangka barat, bangka belitung, bangka
selatan, bangka tengah, bangkalan, bangli, banjar, banjarbaru, banjarmasin, banjarnegara, bantaeng, banten, bantul, banyuasin,
banyumas, banyuwangi, barito kuala, barito selatan, barito timur, barito utara, barru, batam, batang, batanghari, batu, batu
bara, baubau, bekasi, belitung, belitung timur, belu, bener meriah, bengkalis, bengkayang, bengkulu, bengkulu selatan,
bengkulu tengah, bengkulu utara, berau, biak numfor, bima, binjai, bintan, bireuen, bitung, blitar, blora, boalemo, bogor,
bojonegoro, bolaang mongondow, bolaang mongondow selatan, bolaang mongondow timur, bolaang mongondow utara, bombana,
bondowoso, bone, bone bolango, bontang, boven digoel, boyolali, brebes, bukittinggi, buleleng, bulukumba, bulungan (bulongan),
bungo, buol, buru, buru selatan, buton, buton selatan, buton tengah, buton utara, ciamis, cianjur, cilacap, cilegon, cimahi,
cirebon, dairi, deiyai (deliyai), deli serdang, demak, denpasar, depok, dharmasraya, dogiyai, dompu, donggala, dumai, empat
lawang, ende, enrekang, fakfak, flores timur, garut, gayo lues, gianyar, gorontalo, gorontalo utara, gowa, gresik, grobogan,
gunung kidul, gunung mas, gunungsitoli, halmahera barat, halmahera selatan, halmahera tengah, halmahera timur, halmahera
utara, hulu sungai selatan, hulu sungai tengah, hulu sungai utara, humbang hasundutan, indragiri hilir, indragiri hulu,
indramayu, intan jaya, jakarta barat, jakarta pusat, jakarta selatan, jakarta timur, jakarta utara, jambi, jawa barat, jawa
tengah, jawa timur, jayapura, jayawijaya, jember, jembrana, jeneponto, jepara, jombang, kaimana, kalimantan barat, kalimantan
selatan, kalimantan tengah, kalimantan timur, kalimantan utara, kampar, kapuas, kapuas hulu, karanganyar, karangasem,
karawang, karimun, karo, katingan, kaur, kayong utara, kebumen, kediri, keerom, kendal, kendari, kepahiang, kepulauan anambas,
kepulauan aru, kepulauan mentawai, kepulauan meranti, kepulauan riau, kepulauan sangihe, kepulauan seribu, kepulauan siau
tagulandang biaro (sitaro), kepulauan sula, kepulauan talaud, kepulauan yapen (yapen waropen), kerinci, ketapang, klaten,
klungkung, kolaka, kolaka timur, kolaka utara, konawe, konawe kepulauan, konawe selatan, konawe utara, kotabaru, kotamobagu,
kotawaringin barat, kotawaringin timur, kuantan singingi, kubu raya, kudus, kulon progo, kuningan, kupang, kutai barat, kutai
kartanegara, kutai timur, labuhanbatu, labuhanbatu selatan, labuhanbatu utara, lahat, lamandau, lamongan, lampung, lampung
barat, lampung selatan, lampung tengah, lampung timur, lampung utara, landak, langkat, langsa, lanny jaya, lebak, lebong,
lembata, lhokseumawe, lima puluh kota, lingga, lombok barat, lombok tengah, lombok timur, lombok utara, lubuk linggau,
lumajang, luwu, luwu timur, luwu utara, madiun, magelang, magetan, mahakam ulu, majalengka, majene, makassar, malaka, malang,
malinau, maluku, maluku barat daya, maluku tengah, maluku tenggara, maluku tenggara barat, maluku utara, mamasa, mamberamo
raya, mamberamo tengah, mamuju, mamuju tengah, mamuju utara, manado, mandailing natal, manggarai, manggarai barat, manggarai
timur, manokwari, manokwari selatan, mappi, maros, mataram, maybrat, medan, melawi, mempawah, merangin, merauke, mesuji,
metro, mimika, minahasa, minahasa selatan, minahasa tenggara, minahasa utara, mojokerto, morowali, morowali utara, muara enim,
muaro jambi, muko muko, muna, muna barat, murung raya, musi banyuasin, musi rawas, musi rawas utara, nabire, nagan raya,
nagekeo, natuna, nduga, ngada, nganjuk, ngawi, nias, nias barat, nias selatan, nias utara, nunukan, nusa tenggara barat, nusa
tenggara timur, ogan ilir, ogan komering ilir, ogan komering ulu, ogan komering ulu selatan (oku selatan), ogan komering ulu
timur (oku timur), pacitan, padang, padang lawas, padang lawas utara, padang panjang, padang pariaman, padang sidempuan, pagar
alam, pakpak bharat, palangka raya, palembang, palopo, palu, pamekasan, pandeglang, pangandaran, pangkajene kepulauan, pangkal
pinang, paniai, papua, papua barat, papua barat daya, papua pegunungan, papua selatan, papua tengah, parepare, pariaman,
parigi moutong, pasaman, pasaman barat, paser, pasuruan, pati, payakumbuh, pegunungan arfak, pegunungan bintang, pekalongan,
pekanbaru, pelalawan, pemalang, pematangsiantar, penajam paser utara, penukal abab lematang ilir, pesawaran, pesisir barat,
pesisir selatan, pidie, pidie jaya, pinrang, pohuwato, polewali mandar, ponorogo, pontianak, poso, prabumulih, pringsewu,
probolinggo, pulang pisau, pulau morotai, pulau taliabu, puncak, puncak jaya, purbalingga, purwakarta, purworejo, raja ampat,
rejang lebong, rembang, riau, rokan hilir, rokan hulu, rote ndao, sabang, sabu raijua, salatiga, samarinda, sambas, samosir,
sampang, sanggau, sarmi, sarolangun, sawahlunto, sekadau, selayar (kepulauan selayar), seluma, semarang, seram bagian barat,
seram bagian timur, serang, serdang bedagai, seruyan, siak, sibolga, sidenreng rappang (sidrap), sidoarjo, sigi, sijunjung
(sawah lunto sijunjung), sikka, simalungun, simeulue, singkawang, sinjai, sintang, situbondo, sleman, solok, solok selatan,
soppeng, sorong, sorong selatan, sragen, subang, subulussalam, sukabumi, sukamara, sukoharjo, sulawesi barat, sulawesi
selatan, sulawesi tengah, sulawesi tenggara, sulawesi utara, sumatera barat, sumatera selatan, sumatera utara, sumatra barat,
sumatra selatan, sumatra utara, sumba barat, sumba barat daya, sumba tengah, sumba timur, sumbawa, sumbawa barat, sumedang,
sumenep, sungai penuh, supiori, surabaya, surakarta (solo), tabalong, tabanan, takalar, tambrauw, tana tidung, tana toraja,
tanah bumbu, tanah datar, tanah laut, tangerang, tangerang selatan, tanggamus, tanjung balai, tanjung jabung barat, tanjung
jabung timur, tanjung pinang, tapanuli selatan, tapanuli tengah, tapanuli utara, tapin, tarakan, tasikmalaya, tebing tinggi,
tebo, tegal, teluk bintuni, teluk wondama, temanggung, ternate, tidore kepulauan, timor tengah selatan, timor tengah utara,
toba samosir, tojo una-una, toli-toli, tolikara, tomohon, toraja utara, trenggalek, tual, tuban, tulang bawang, tulang bawang
barat, tulungagung, wajo, wakatobi, waropen, way kanan, wonogiri, wonosobo, yahukimo, yalimo, yogyakarta
""".replace("\n", " ")
    .strip()
    .split(", ")
)
COMMON = frozenset(
    "batang batu belu bone buru kendal ketapang kudus kuningan landak lingga metro padang palu pati puncak rembang sampang serang tual lahat malang berau lebak paser mesuji".split()
)
"""Names that are everyday words too: they mean the place only after "kota", "kabupaten" and the like."""
